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

/** Runs as JSON texts by id, in SQLite, which also knows which are over. Thread-safe by one lock, and safe between processes by SQLite's. */
final class RunDatabase implements AutoCloseable {
    private final Path file;
    private Connection connection;

    RunDatabase(Path file) {
        this.file = file;
    }

    synchronized void save(String id, boolean over, String json) throws SQLException, IOException {
        try (var statement = prepare("INSERT INTO record(id, over, json) VALUES(?, ?, ?)"
                + " ON CONFLICT(id) DO UPDATE SET over = excluded.over, json = excluded.json")) {
            statement.setString(1, id);
            statement.setBoolean(2, over);
            statement.setString(3, json);
            statement.executeUpdate();
        }
    }

    /** All of a rebuild in one transaction. */
    synchronized void transaction(boolean begin) throws SQLException, IOException {
        try (var statement = prepare(begin ? "BEGIN" : "COMMIT")) {
            statement.execute();
        }
    }

    synchronized List<String> notOver() throws SQLException, IOException {
        try (var statement = prepare("SELECT json FROM record WHERE NOT over ORDER BY id DESC")) {
            return texts(statement);
        }
    }

    synchronized List<String> list(int limit) throws SQLException, IOException {
        try (var statement = prepare("SELECT json FROM record ORDER BY id DESC LIMIT ?")) {
            statement.setInt(1, limit);
            return texts(statement);
        }
    }

    /** At most two, which is enough to know that a prefix is not unique. */
    synchronized List<String> startingWith(String prefix) throws SQLException, IOException {
        try (var statement = prepare("SELECT json FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT 2")) {
            statement.setString(1, prefix);
            // '~' sorts behind every digit of an id.
            statement.setString(2, prefix + "~");
            return texts(statement);
        }
    }

    synchronized void delete(String id) throws SQLException, IOException {
        try (var statement = prepare("DELETE FROM record WHERE id = ?")) {
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
                statement.execute("CREATE TABLE IF NOT EXISTS record"
                        + "(id TEXT PRIMARY KEY, over INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID");
                statement.execute("CREATE INDEX IF NOT EXISTS record_not_over ON record(id) WHERE NOT over");
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
