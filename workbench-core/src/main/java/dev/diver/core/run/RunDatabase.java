package dev.diver.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs as JSON texts by id, in SQLite. Thread-safe by one lock, and safe between processes by SQLite's. */
final class RunDatabase implements AutoCloseable {
    private final Path file;
    private Connection connection;

    RunDatabase(Path file) {
        this.file = file;
    }

    synchronized void save(String id, String json) throws SQLException, IOException {
        try (var statement = prepare(
                "INSERT INTO run(id, json) VALUES(?, ?)" + " ON CONFLICT(id) DO UPDATE SET json = excluded.json")) {
            statement.setString(1, id);
            statement.setString(2, json);
            statement.executeUpdate();
        }
    }

    synchronized List<String> list(int limit) throws SQLException, IOException {
        try (var statement = prepare("SELECT json FROM run ORDER BY id DESC LIMIT ?")) {
            statement.setInt(1, limit);
            return texts(statement);
        }
    }

    /** At most two, which is enough to know that a prefix is not unique. */
    synchronized List<String> startingWith(String prefix) throws SQLException, IOException {
        try (var statement = prepare("SELECT json FROM run WHERE id >= ? AND id < ? ORDER BY id LIMIT 2")) {
            statement.setString(1, prefix);
            // '~' sorts behind every digit of an id.
            statement.setString(2, prefix + "~");
            return texts(statement);
        }
    }

    synchronized void delete(String id) throws SQLException, IOException {
        try (var statement = prepare("DELETE FROM run WHERE id = ?")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    synchronized Optional<SQLException> damage() throws IOException {
        try (var statement = prepare("PRAGMA quick_check");
                var result = statement.executeQuery()) {
            return result.next() && result.getString(1).equals("ok")
                    ? Optional.empty()
                    : Optional.of(new SQLException("quick_check failed"));
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        var texts = new ArrayList<String>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private PreparedStatement prepare(String sql) throws SQLException, IOException {
        if (connection == null) {
            Files.createDirectories(file.getParent());
            var opened = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (var statement = opened.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 10000");
                statement.execute("PRAGMA journal_mode = WAL");
                // A crash of the machine may lose the last change, which run.json has; it never damages the file.
                statement.execute("PRAGMA synchronous = NORMAL");
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS run(id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID");
                connection = opened;
            } finally {
                if (connection == null) {
                    opened.close();
                }
            }
        }
        return connection.prepareStatement(sql);
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
