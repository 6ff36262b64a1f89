package dev.diver.app.bench;

import dev.diver.app.screen.project.TextBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Sources of 5 MB in the editor: from the file to the second frame that shows it, and what a key in its middle costs
 * the screen's thread, from the event to the end of the layout that shows it.
 */
final class TextBenchmark {
    private static final int BYTES = 5 << 20;
    private static final int OPENED = 12;
    private static final int OPENED_TO_WARM = 4;
    private static final int KEYS = 1200;
    private static final int KEYS_TO_WARM = 400;

    private static final Map<String, String> SAMPLES = Map.of(
            "start.S", """
                        .globl  start
                start:  # where a processor begins
                        movq    $stack_top, %rsp
                        call    main
                        hlt

                """,
            "Makefile", """
                OBJECTS := $(patsubst src/%.c,build/%.o,$(wildcard src/*.c))
                build/%.o: src/%.c # one source
                \t$(CC) $(CFLAGS) -c -o $@ $<

                """,
            "net.toml", """
                [dive.vm]
                cpus = 4
                memory = "128MiB" # enough
                args = ["a", 'b', 0x10]

                """,
            "kernel.ld", """
                SECTIONS
                {
                    . = 0x100000; /* above the BIOS */
                    .text : { *(.text .text.*) }
                }

                """);

    List<Measure> run(Path work) throws Exception {
        if (System.getenv("DISPLAY") == null) {
            System.setProperty("glass.platform", "Headless");
        }
        System.setProperty("prism.order", "sw");
        System.setProperty("javafx.animation.fullspeed", "true");
        var file = work.resolve("large.c");
        Files.writeString(file, source());
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        try {
            var bench = new TextBench();
            onScreen(() -> {
                var stage = new Stage();
                stage.setScene(bench.scene(1400, 900));
                stage.show();
                return stage;
            });
            var measures = new ArrayList<Measure>();
            add(measures, "opening a C source of 5 MB", open(bench, file));
            add(measures, "a key in its middle", keys(bench));
            for (var other : List.of("start.S", "Makefile", "net.toml", "kernel.ld")) {
                show(bench, repeated(work.resolve(other), SAMPLES.get(other)));
                add(measures, "a key in the middle of 5 MB of " + other, keys(bench));
            }
            var single = Files.writeString(work.resolve("single.c"), "int a; ".repeat(BYTES / 8));
            add(measures, "opening 5 MB in a single line, which is cut", open(bench, single));
            return measures;
        } finally {
            Platform.exit();
        }
    }

    private static void add(List<Measure> measures, String what, Samples samples) {
        measures.add(Measure.alone(what + ", median", samples.medianMs(), "ms"));
        measures.add(Measure.alone(what + ", 99th percentile", samples.percentileMs(99), "ms"));
    }

    private static Path repeated(Path file, String lines) throws IOException {
        return Files.writeString(file, lines.repeat(BYTES / lines.length()));
    }

    /** Snorkel's own sources, one behind the other until it is enough. */
    private static String source() throws IOException {
        var assets = Path.of(System.getProperty("diver.assets", "assets"));
        try (var files = Files.walk(assets.resolve("kernels/snorkel"))) {
            var all = files.filter(path -> path.toString().endsWith(".c"))
                    .sorted()
                    .map(TextBenchmark::read)
                    .collect(Collectors.joining("\n"));
            var text = all.repeat(BYTES / all.length() + 1);
            return text.substring(0, text.lastIndexOf('\n', BYTES - 64));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Samples open(TextBench bench, Path file) throws Exception {
        var samples = new Samples();
        for (var i = 0; i < OPENED; i++) {
            var start = System.nanoTime();
            show(bench, file);
            if (i >= OPENED_TO_WARM) {
                samples.add(System.nanoTime() - start);
            }
        }
        return samples;
    }

    private static void show(TextBench bench, Path file) throws Exception {
        var loaded = TextBench.load(file);
        var seen = new CountDownLatch(1);
        onScreen(() -> {
            bench.show(loaded);
            new AnimationTimer() {
                private int frame;

                @Override
                public void handle(long ignored) {
                    if (++frame == 3) {
                        stop();
                        seen.countDown();
                    }
                }
            }.start();
            return true;
        });
        seen.await();
    }

    private static Samples keys(TextBench bench) throws Exception {
        var samples = new Samples();
        var over = new CountDownLatch(1);
        onScreen(() -> {
            bench.middle();
            return true;
        });
        Thread.sleep(500);
        Scene scene = javafx.stage.Window.getWindows().getFirst().getScene();
        var listener = new Runnable[1];
        onScreen(() -> {
            var timer = new AnimationTimer() {
                private int number;
                private long start;

                @Override
                public void handle(long ignored) {
                    start = System.nanoTime();
                    bench.key(number++);
                }

                void laidOut() {
                    if (start == 0) {
                        return;
                    }
                    if (number > KEYS_TO_WARM) {
                        samples.add(System.nanoTime() - start);
                    }
                    start = 0;
                    if (number == KEYS) {
                        stop();
                        over.countDown();
                    }
                }
            };
            scene.addPostLayoutPulseListener(listener[0] = timer::laidOut);
            timer.start();
            return true;
        });
        if (!over.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + samples.count() + " keys were laid out");
        }
        onScreen(() -> {
            scene.removePostLayoutPulseListener(listener[0]);
            return true;
        });
        return samples;
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(1, TimeUnit.MINUTES);
    }
}
