package dev.diver.app.bench;

import dev.diver.core.Engine;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A program on the co-kernel against the same program on the Linux of the same machine, each in several dives in turn:
 * single calls as medians that the program itself takes, whole programs by the machine's time without its start.
 */
final class SyscallsBench {
    private static final int ROUNDS = 7;
    private static final int BUSY_ROUNDS = 3;
    private static final int BZIP2_BYTES = 8 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Map<String, String> ON_COKERNEL = Map.of();
    private static final Map<String, String> ON_LINUX = Map.of("run-on", "linux");
    private static final Map<String, String> UNCOUNTED = Map.of("statistics", "false");

    /** In nanoseconds, by what was measured. */
    private static final class Medians {
        private final Map<String, Samples> samples = new LinkedHashMap<>();

        void add(String name, long nanoseconds) {
            samples.computeIfAbsent(name, key -> new Samples()).add(nanoseconds);
        }

        double of(String name) {
            return samples.get(name).medianMs() * 1_000_000;
        }
    }

    private Engine engine;

    List<Measure> run(Engine theEngine, Path work) throws Exception {
        engine = theEngine;
        engine.catalog().open(Progress.NONE, new Cancellation());
        var calls = build(work.resolve("calls"), "syscalls.c");
        var ours = new Medians();
        var theirs = new Medians();
        var uncounted = new Medians();
        for (var round = 0; round < ROUNDS; round++) {
            take(calls, ON_COKERNEL, ours);
            take(calls, ON_LINUX, theirs);
            take(calls, UNCOUNTED, uncounted);
        }
        var measures = new ArrayList<Measure>();
        ours.samples.keySet().forEach(name -> measures.add(Measure.of(name, ours.of(name), theirs.of(name), "ns")));
        measures.add(start(work));
        measures.add(bzip2(work));
        ours.samples
                .keySet()
                .forEach(name -> measures.add(
                        Measure.of(name + ": counted, not counted", ours.of(name), uncounted.of(name), "ns")));
        var busyOurs = new Medians();
        var busyTheirs = new Medians();
        try (var busy = new BusyHost()) {
            for (var round = 0; round < BUSY_ROUNDS; round++) {
                take(calls, ON_COKERNEL, busyOurs);
                take(calls, ON_LINUX, busyTheirs);
            }
        }
        ours.samples
                .keySet()
                .forEach(name ->
                        measures.add(Measure.of(name + ": host busy", busyOurs.of(name), busyTheirs.of(name), "ns")));
        return measures;
    }

    /** Both in one machine, by a program on its Linux. */
    private Measure start(Path work) throws Exception {
        var medians = new Medians();
        take(build(work.resolve("starts"), "starts.c"), ON_LINUX, medians);
        return Measure.of(
                "a small program, from fork to end", medians.of("cokernel") / 1e6, medians.of("linux") / 1e6, "ms");
    }

    private Net build(Path directory, String program) throws IOException {
        var net = create(directory);
        var source = Path.of(System.getProperty("diver.assets", "assets"), "gpos", "bench", program);
        Files.copy(source, net.directory().resolve("src/main.c"), StandardCopyOption.REPLACE_EXISTING);
        engine.builds().build(net, line -> {}, new Cancellation());
        return net;
    }

    private Measure bzip2(Path work) throws Exception {
        var compress = bzip2(work.resolve("bzip2"), List.of("-k", "/data"));
        var nothing = bzip2(work.resolve("nothing"), List.of("--help"));
        var ours = new Samples();
        var theirs = new Samples();
        for (var round = 0; round < ROUNDS; round++) {
            ours.add(machineTime(compress, ON_COKERNEL) - machineTime(nothing, ON_COKERNEL));
            theirs.add(machineTime(compress, ON_LINUX) - machineTime(nothing, ON_LINUX));
        }
        return Measure.of("bzip2 of 8 MiB, without the machine's start", ours.medianMs(), theirs.medianMs(), "ms");
    }

    private Net create(Path directory) {
        return engine.nets()
                .create(
                        directory,
                        KernelReference.parse("snorkel:0.1.0-cokernel"),
                        Optional.empty(),
                        Progress.NONE,
                        new Cancellation());
    }

    private Net bzip2(Path directory, List<String> args) throws IOException {
        create(directory);
        var data = new byte[BZIP2_BYTES];
        var random = new Random(8);
        for (var i = 0; i < data.length; i++) {
            // Like text: letters of which some are frequent.
            data[i] = (byte) ('a' + Math.min(25, (int) Math.abs(random.nextGaussian() * 6)));
        }
        Files.write(directory.resolve("data"), data);
        var words = args.stream().map(arg -> "\"" + arg + "\"").collect(Collectors.joining(", "));
        Files.writeString(directory.resolve("net.toml"), """
                [net]
                name = "bzip2"
                version = "0.1.0"

                [kernel]
                ref = "snorkel:0.1.0-cokernel"

                [app]
                program = "/usr/bin/bzip2"
                args = [%s]
                files = { "/data" = "data" }

                [dive]
                mode = "partitioned-vm"
                """.formatted(words));
        return engine.nets().open(directory);
    }

    /** The program prints a name and nanoseconds, a line each. */
    private void take(Net net, Map<String, String> settings, Medians into) throws Exception {
        for (var line : Files.readAllLines(dive(net, settings).console())) {
            var words = line.strip().split(" = ");
            if (words.length == 2) {
                into.add(words[0], Long.parseLong(words[1]));
            }
        }
    }

    private long machineTime(Net net, Map<String, String> settings) throws Exception {
        var timeline = dive(net, settings).timeline();
        return (timeline.endedMs().orElseThrow() - timeline.spawnedMs().orElseThrow()) * 1_000_000;
    }

    private RunRecord dive(Net net, Map<String, String> settings) throws Exception {
        var order =
                new DiveOrder(net, Optional.of(Mode.PARTITIONED_VM), settings, Optional.empty(), Optional.of(LIMIT));
        var record = engine.dives()
                .dive(order, Progress.NONE, new Cancellation())
                .ended()
                .get();
        if (record.exitCode().orElse(-1) != 0) {
            throw new IllegalStateException(record.toString());
        }
        return record;
    }
}
