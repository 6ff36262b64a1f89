package dev.diver.app.bench;

import dev.diver.core.Engine;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.net.Net;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A dive in a warm engine, against the very argv that it executed, run by hand. */
final class DiveBench {
    private static final int ROUNDS = 101;
    private static final Pattern SOCKET = Pattern.compile("socket,id=[a-z0-9]+,path=(.*)/([a-z0-9]+)");

    /** What snorkel writes to isa-debug-exit is made odd by it: (0 &lt;&lt; 1) | 1. */
    private static final int ENDED_BY_DEBUG_EXIT = 1;

    List<Measure> run(Engine engine, Path work) throws Exception {
        engine.catalog().open(Progress.NONE, new Cancellation());
        var kernel = KernelReference.parse("snorkel:0.1.0");
        var net = engine.nets()
                .create(work.resolve("hello"), kernel, Optional.empty(), Progress.NONE, new Cancellation());
        engine.builds().build(net, line -> {}, new Cancellation());
        for (var warm = 0; warm < 3; warm++) {
            dive(engine, net);
        }
        var toExec = new Samples();
        var ours = new Samples();
        var theirs = new Samples();
        for (var round = 0; round < ROUNDS; round++) {
            var record = dive(engine, net);
            var timeline = record.timeline();
            var spawned = timeline.spawnedMs().orElseThrow();
            toExec.add(spawned * 1_000_000);
            ours.add((timeline.endedMs().orElseThrow() - spawned) * 1_000_000);
            var byHand = Files.createDirectories(work.resolve("hand" + round));
            byHand(record.commands().getFirst(), byHand, theirs);
        }
        var start = new Samples();
        for (var round = 0; round < 5; round++) {
            start.time(() -> new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.diver.app.Main",
                            "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor());
        }
        return List.of(
                Measure.alone("from the call to QEMU's exec, median (target 30)", toExec.medianMs(), "ms"),
                Measure.alone("from the call to QEMU's exec, 90th percentile", toExec.percentileMs(90), "ms"),
                Measure.of(
                        "from exec to the end, against the same argv by hand (target 1.03)",
                        ours.medianMs(),
                        theirs.medianMs(),
                        "ms"),
                Measure.alone("the command's own start, apart", start.medianMs(), "ms"));
    }

    private static RunRecord dive(Engine engine, Net net) throws Exception {
        var order = DiveOrder.of(net);
        var dive = engine.dives().dive(order, Progress.NONE, new Cancellation());
        var record = dive.ended().get();
        if (record.exitCode().orElse(-1) != 0) {
            throw new IllegalStateException(record.toString());
        }
        return record;
    }

    /**
     * Starts the argv with its private directory elsewhere, takes what comes out of its sockets, and waits for the end.
     */
    private static void byHand(List<String> argv, Path directory, Samples samples) throws Exception {
        var theirs =
                SOCKET.matcher(String.join("\n", argv)).results().findFirst().orElseThrow();
        var words = argv.stream()
                .map(word -> word.replace(theirs.group(1), directory.toString()))
                .toList();
        var servers = new ArrayList<ServerSocketChannel>();
        var drains = new ArrayList<Thread>();
        for (var socket : SOCKET.matcher(String.join("\n", words)).results().toList()) {
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(directory.resolve(socket.group(2))));
            servers.add(server);
            drains.add(Thread.ofPlatform().daemon().start(() -> drain(server)));
        }
        samples.time(() -> {
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != ENDED_BY_DEBUG_EXIT) {
                throw new IllegalStateException(process.exitValue() + " from " + words);
            }
        });
        for (var server : servers) {
            server.close();
        }
        for (var drain : drains) {
            drain.join();
        }
    }

    private static void drain(ServerSocketChannel server) {
        try (var client = server.accept()) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (client.read(buffer) >= 0) {
                buffer.clear();
            }
        } catch (IOException ended) {
            // QEMU is gone.
        }
    }
}
