package dev.diver.app.screen.fake;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.run.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

final class FakeRuns implements Runs {
    private final Map<String, RunRecord> records = new ConcurrentHashMap<>();

    void addPast(Path folder, int count) {
        var outcomes = List.of(
                Outcome.EXITED,
                Outcome.EXITED,
                Outcome.CRASHED,
                Outcome.EXITED,
                Outcome.STOPPED,
                Outcome.TIMED_OUT,
                Outcome.FAILED);
        var kernels = List.of("snorkel:0.1.0-linked", "linux:6.1-cloud", "snorkel:0.1.0-loader", "gnumach:1.8");
        var nets = List.of("hello", "counting-primes-on-every-core", "hello", "mach");
        for (var i = 0; i < count; i++) {
            var outcome = outcomes.get(i % outcomes.size());
            var started = Instant.now().minusSeconds(40 + i * 1721L);
            var blank = blank(
                    String.format("01J%023d", count - i), nets.get(i % 4), kernels.get(i % 4), folder, folder, started);
            if (i < 6 && i % 2 == 0) {
                FakeSyscalls.write(
                        blank.console().getParent(), i == 2 ? FakeSyscalls.server(40) : FakeSyscalls.bzip2(48 - i * 3));
            }
            save(record(
                    blank,
                    RunState.ENDED,
                    Optional.of(outcome),
                    status(outcome),
                    outcome == Outcome.CRASHED
                            ? "page fault at 0x0000000000000008 in main+0x1c"
                            : outcome == Outcome.FAILED ? "QEMU could not open the disk image" : "",
                    12,
                    15 + i % 7,
                    140 + i % 31,
                    190 + i * 37L % 9000));
        }
    }

    private static OptionalInt status(Outcome outcome) {
        return OptionalInt.of(
                switch (outcome) {
                    case EXITED -> 0;
                    case CRASHED -> 134;
                    case STOPPED -> 143;
                    case TIMED_OUT -> 124;
                    case FAILED -> 125;
                });
    }

    static RunRecord blank(String id, String net, String kernel, Path directory, Path folder, Instant started) {
        return new RunRecord(
                id,
                net,
                kernel,
                "sha256:" + "cd".repeat(32),
                Mode.VM,
                directory,
                RunState.PREPARING,
                Optional.empty(),
                OptionalInt.empty(),
                "",
                "tcg",
                started,
                RunRecord.Timeline.EMPTY,
                folder.resolve("runs/" + id + "/console.log"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of(List.of("qemu-system-x86_64", "-M", "pc", "-m", "128M", "-kernel", "build/hello")));
    }

    static RunRecord record(
            RunRecord r, RunState state, Optional<Outcome> outcome, OptionalInt status, String reason, long... at) {
        var timeline =
                new RunRecord.Timeline(FakeDive.at(at[0]), FakeDive.at(at[1]), FakeDive.at(at[2]), FakeDive.at(at[3]));
        return new RunRecord(
                r.run(),
                r.net(),
                r.kernel(),
                r.digest(),
                r.mode(),
                r.directory(),
                state,
                outcome,
                status,
                reason,
                r.accelerator(),
                r.started(),
                timeline,
                r.console(),
                r.supervisor(),
                r.supervisorStarted(),
                r.guest(),
                r.commands());
    }

    @Override
    public List<RunRecord> list(int limit) {
        return records.values().stream()
                .sorted(Comparator.comparing(RunRecord::started).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<RunRecord> find(String prefix) {
        return records.values().stream()
                .filter(record -> record.run().startsWith(prefix))
                .findFirst();
    }

    @Override
    public void save(RunRecord run) {
        records.put(run.run(), run);
    }

    @Override
    public void delete(String run) {
        if (records.get(run).state() != RunState.ENDED) {
            throw new DiverException(Problem.Kind.IN_USE, "Run " + run + " has not ended.", "", "Stop it first.");
        }
        records.remove(run);
    }

    @Override
    public void stop(RunRecord run, boolean hard) {}

    @Override
    public void type(RunRecord run, byte[] bytes) {}

    @Override
    public DebugAccess debug(RunRecord run) {
        return new DebugAccess.Unavailable("This run is not real.");
    }

    @Override
    public List<RunRecord> reconcile() {
        return List.of();
    }
}
