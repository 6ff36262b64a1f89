package dev.diver.app.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The workbench's start, from exec to a window that has been drawn and can be used, with and without an AOT cache. */
final class StartupBench {
    private static final int ROUNDS = 5;

    private final Path cache;

    /** @param cache the ahead-of-time cache that {@code installer/diver} uses */
    StartupBench(Path cache) {
        this.cache = cache;
    }

    List<Measure> run(Path work) throws Exception {
        start(work, List.of());
        var plain = new Samples();
        var cached = new Samples();
        for (var round = 0; round < ROUNDS; round++) {
            plain.time(() -> start(work, List.of()));
            cached.time(() -> start(work, List.of("-XX:AOTCache=" + cache)));
        }
        return List.of(Measure.of(
                "to a usable window with the AOT cache, against without", cached.medianMs(), plain.medianMs(), "ms"));
    }

    private static void start(Path work, List<String> options) throws Exception {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dprism.order=sw"));
        if (System.getenv("DISPLAY") == null) {
            command.add("-Dglass.platform=Headless");
        }
        command.add("-Ddiver.assets=" + System.getProperty("diver.assets"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.diver.app.Main"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("start.log").toFile());
        builder.environment().put("DIVER_HOME", work.resolve("home").toString());
        builder.environment().put("DIVER_TRAINING", "window");
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(work.resolve("start.log")));
        }
    }
}
