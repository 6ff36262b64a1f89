package dev.diver.app.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts, from exec on: of the workbench to a window that has been drawn and can be used, and of the command that tells its
 * version; of what is installed, and of the same classes by a JDK from the class path.
 */
final class StartupBench {
    private static final int ROUNDS = 5;
    private static final int VERSION_ROUNDS = 21;

    /** The first start fills the catalog, which takes long beside other work. */
    private static final int LIMIT_SECONDS = 300;

    private final Path cache;
    private final Path image;

    /**
     * @param cache the ahead-of-time cache that {@code installer/diver} uses
     * @param image what {@code installer/package} made
     */
    StartupBench(Path cache, Path image) {
        this.cache = cache;
        this.image = image;
    }

    List<Measure> run(Path work) throws Exception {
        var plain = plain(List.of());
        var cached = plain(List.of("-XX:AOTCache=" + cache));
        var installed = image.resolve("bin/diver").toString();
        // The catalog is filled, and the files are in memory.
        window(work, plain);
        window(work, List.of(installed));

        var plainWindow = new Samples();
        var cachedWindow = new Samples();
        var installedWindow = new Samples();
        for (var round = 0; round < ROUNDS; round++) {
            plainWindow.time(() -> window(work, plain));
            cachedWindow.time(() -> window(work, cached));
            installedWindow.time(() -> window(work, List.of(installed)));
        }
        var plainVersion = new Samples();
        var installedVersion = new Samples();
        for (var round = 0; round < VERSION_ROUNDS; round++) {
            plainVersion.time(() -> version(work, plain));
            installedVersion.time(() -> version(work, List.of(installed)));
        }
        return List.of(
                Measure.of(
                        "to a usable window, installed, against plain (target 0.5)",
                        installedWindow.medianMs(),
                        plainWindow.medianMs(),
                        "ms"),
                Measure.of(
                        "to a usable window by installer/diver, against plain",
                        cachedWindow.medianMs(),
                        plainWindow.medianMs(),
                        "ms"),
                Measure.of(
                        "diver --version, installed, against plain (target 150 ms)",
                        installedVersion.medianMs(),
                        plainVersion.medianMs(),
                        "ms"));
    }

    /** By the JDK that runs this, from the class path. */
    private static List<String> plain(List<String> options) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dprism.order=sw"));
        command.add("-Ddiver.assets=" + System.getProperty("diver.assets"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.diver.app.Main"));
        return command;
    }

    private static void window(Path work, List<String> command) throws Exception {
        start(work, command, List.of());
    }

    private static void version(Path work, List<String> command) throws Exception {
        start(work, command, List.of("--version"));
    }

    private static void start(Path work, List<String> command, List<String> arguments) throws Exception {
        var words = new ArrayList<>(command);
        words.addAll(arguments);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("start.log").toFile());
        builder.environment().put("DIVER_HOME", work.resolve("home").toString());
        builder.environment().put("DIVER_TRAINING", "window");
        var process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(work.resolve("start.log")));
        }
    }
}
