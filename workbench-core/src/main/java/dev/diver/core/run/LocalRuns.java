package dev.diver.core.run;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugJson;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Runs in an SQLite database, and each as {@code run.json} beside its files: a damaged database is made again from those.
 */
public final class LocalRuns implements Runs, AutoCloseable {
    private static final int FAILED = 125;
    /** Far below what an order may be long, see {@link ControlServer}. */
    private static final int MOST_TYPED = 1 << 16;

    private final RunFolders folders;
    private final RunDatabase database;
    private final Path file;
    private final RunJson json = new RunJson();
    private final PostMortem postMortem;

    public LocalRuns(DiverHome home, RunFolders folders) {
        this.folders = folders;
        file = home.data().resolve("runs.db");
        database = new RunDatabase(file);
        postMortem = new PostMortem(folders);
    }

    /** Work on the database. */
    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    @Override
    public List<RunRecord> list(int limit) {
        return records(withDatabase(() -> database.list(limit)));
    }

    @Override
    public Optional<RunRecord> find(String prefix) {
        if (prefix.equals("latest")) {
            return list(1).stream().findFirst().map(this::asItIs);
        }
        if (!prefix.matches("[0-9A-Za-z]{1,26}")) {
            return Optional.empty();
        }
        var found = records(withDatabase(() -> database.startingWith(prefix.toUpperCase(Locale.ROOT))));
        if (found.size() > 1) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "More than one run begins with " + prefix + ".",
                    "",
                    "Give more of its id; diver runs lists them.");
        }
        return found.stream().findFirst().map(this::asItIs);
    }

    /** Who follows a run must see its end, also when the process that watches it was killed meanwhile. */
    private RunRecord asItIs(RunRecord run) {
        return mended(run).orElse(run);
    }

    private List<RunRecord> records(List<String> texts) {
        return texts.stream().flatMap(text -> json.read(text).stream()).toList();
    }

    @Override
    public void save(RunRecord run) {
        var text = json.write(run);
        withDatabase(() -> {
            var beside = folders.data(run.run()).resolve("run.json");
            if (run.state() == RunState.ENDED || !Files.exists(beside)) {
                write(beside, text);
            }
            database.save(run.run(), run.state() == RunState.ENDED, text);
            return run;
        });
    }

    /** Whole or not at all; not forced to the disk, which would cost each dive more than its record is worth. */
    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        var staged = file.resolveSibling("run.json.new");
        Files.writeString(staged, text);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String id) {
        var run = find(id);
        if (run.isEmpty()) {
            return;
        }
        if (run.get().state() != RunState.ENDED) {
            throw new DiverException(
                    Problem.Kind.IN_USE,
                    "The run " + id + " has not ended.",
                    "Its files are in use.",
                    "Stop it first: diver run stop " + id);
        }
        // The files first: what is left after a crash in between is an entry that can be deleted again.
        Folders.delete(folders.data(run.get().run()));
        withDatabase(() -> {
            database.delete(run.get().run());
            return id;
        });
    }

    @Override
    public void stop(RunRecord run, boolean hard) {
        ControlClient.send(folders.control(run.run()), hard ? "kill" : "stop", run);
    }

    @Override
    public void type(RunRecord run, byte[] bytes) {
        for (var from = 0; from < bytes.length; from += MOST_TYPED) {
            var piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + MOST_TYPED));
            var text = Base64.getEncoder().encodeToString(piece);
            ControlClient.send(folders.control(run.run()), "type " + text, run);
        }
    }

    @Override
    public DebugAccess debug(RunRecord run) {
        if (run.state() == RunState.ENDED) {
            return postMortem.of(run);
        }
        var text = ControlClient.ask(folders.control(run.run()), "debug", run, DebugJson.LIMIT);
        return new DebugJson()
                .read(text)
                .orElseGet(() -> new DebugAccess.Unavailable(
                        "The Diver that watches this dive knows nothing of debuggers; it may be an older one."));
    }

    @Override
    public List<RunRecord> reconcile() {
        var lost = new ArrayList<RunRecord>();
        for (var run : records(withDatabase(database::notOver))) {
            mended(run).ifPresent(lost::add);
        }
        return lost;
    }

    /** Ends what nobody watches any more; empty where there is nothing to mend. */
    private Optional<RunRecord> mended(RunRecord run) {
        if (run.state() == RunState.ENDED || isWatched(run)) {
            return Optional.empty();
        }
        endGuest(run);
        folders.removeRuntime(run.run());
        var ended = ended(run);
        save(ended);
        return Optional.of(ended);
    }

    /** Whether the process that watches it still exists, and is not another one with the same id. */
    private static boolean isWatched(RunRecord run) {
        if (run.supervisor().isEmpty()) {
            return false;
        }
        var process = ProcessHandle.of(run.supervisor().getAsLong());
        var started = process.flatMap(handle -> handle.info().startInstant());
        return started.isPresent()
                && run.supervisorStarted()
                        .filter(then ->
                                Duration.between(then, started.get()).abs().toSeconds() < 1)
                        .isPresent();
    }

    /** A guest ends with its supervisor; should one have survived, it names its run's directory in its arguments. */
    private void endGuest(RunRecord run) {
        run.guest()
                .ifPresent(pid -> ProcessHandle.of(pid)
                        .filter(handle -> handle.info()
                                .arguments()
                                .map(words -> String.join(" ", words).contains(run.run()))
                                .orElse(false))
                        .ifPresent(ProcessHandle::destroyForcibly));
    }

    private static RunRecord ended(RunRecord run) {
        return new RunRecord(
                run.run(),
                run.net(),
                run.kernel(),
                run.digest(),
                run.mode(),
                run.directory(),
                RunState.ENDED,
                Optional.of(Outcome.FAILED),
                OptionalInt.of(FAILED),
                "The Diver that watched it was killed, and the guest ended with it.",
                run.accelerator(),
                run.started(),
                run.timeline(),
                run.console(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                run.commands());
    }

    private synchronized <T> T withDatabase(Work<T> work) {
        try {
            try {
                return work.run();
            } catch (SQLException e) {
                if (database.damage().isEmpty()) {
                    throw e;
                }
                rebuild();
                return work.run();
            }
        } catch (SQLException | IOException | LinkageError e) {
            // SQLite's native library is unpacked at its first use, which fails where nothing can be written.
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The records of the runs could not be used.",
                            file + ": " + e.getMessage(),
                            "Free some space there, or give yourself the right to write."),
                    e);
        }
    }

    /** One process at a time: the others find it mended. */
    private void rebuild() throws SQLException, IOException {
        database.close();
        try (var lock = LockFile.acquire(file.resolveSibling("runs.db.lock"), new Cancellation())) {
            if (database.damage().isEmpty()) {
                return;
            }
            database.close();
            var aside = "runs.db.damaged-" + Instant.now().toEpochMilli();
            for (var suffix : List.of("", "-wal", "-shm")) {
                var part = file.resolveSibling("runs.db" + suffix);
                if (Files.exists(part)) {
                    Files.move(part, file.resolveSibling(aside + suffix));
                }
            }
            database.transaction(true);
            for (var one : files()) {
                var run = json.read(new String(Files.readAllBytes(one), StandardCharsets.UTF_8));
                if (run.isPresent()) {
                    database.save(run.get().run(), run.get().state() == RunState.ENDED, json.write(run.get()));
                }
            }
            database.transaction(false);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folders.data())) {
            return List.of();
        }
        try (var children = Files.list(folders.data())) {
            return children.map(child -> child.resolve("run.json"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
