package dev.diver.app.bench;

import dev.diver.app.screen.project.TextBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * A C source of 5 MB in the editor: from the file to the second frame that shows it, and what a key in its middle costs
 * the screen's thread, from the event to the end of the layout that shows it.
 */
final class TextBenchmark {
    private static final int BYTES = 5 << 20;
    private static final int OPENED = 12;
    private static final int OPENED_TO_WARM = 4;
    private static final int KEYS = 1200;
    private static final int KEYS_TO_WARM = 400;

    java.util.List<Measure> run(Path work) throws Exception {
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
            var opening = open(bench, file);
            var key = keys(bench);
            return java.util.List.of(
                    Measure.alone("opening a C source of 5 MB, median", opening.medianMs(), "ms"),
                    Measure.alone("opening a C source of 5 MB, 99th percentile", opening.percentileMs(99), "ms"),
                    Measure.alone("a key in its middle, median", key.medianMs(), "ms"),
                    Measure.alone("a key in its middle, 99th percentile", key.percentileMs(99), "ms"));
        } finally {
            Platform.exit();
        }
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
            if (i >= OPENED_TO_WARM) {
                samples.add(System.nanoTime() - start);
            }
        }
        return samples;
    }

    private static Samples keys(TextBench bench) throws Exception {
        var samples = new Samples();
        var over = new CountDownLatch(1);
        onScreen(() -> {
            bench.middle();
            return true;
        });
        Thread.sleep(500);
        onScreen(() -> {
            Scene scene = javafx.stage.Window.getWindows().getFirst().getScene();
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
            scene.addPostLayoutPulseListener(timer::laidOut);
            timer.start();
            return true;
        });
        if (!over.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + samples.count() + " keys were laid out");
        }
        return samples;
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(1, TimeUnit.MINUTES);
    }
}
