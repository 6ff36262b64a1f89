package dev.diver.app.bench;

import com.pty4j.PtyProcessBuilder;
import com.pty4j.unix.UnixPtyProcess;
import dev.diver.console.shell.LocalShell;
import dev.diver.console.shell.MasterReader;
import dev.diver.console.view.ConsoleView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * A flood through a pseudo-terminal into a console's window, against xterm on the same display and against a reader that
 * throws away what it reads. {@code --megabytes=N} floods with other than 100 MB of each kind.
 */
final class ConsoleBench {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 660;
    private static final String GEOMETRY = "120x40";
    private static final int MEGABYTE = 1_000_000;
    /** Megabytes of each kind before anything counts: until then the machine still compiles what it runs. */
    private static final int WARM_UP = 20;

    private static final String END = "the end of the flood";

    private final int megabytes;
    private final List<Measure> measures = new ArrayList<>();

    ConsoleBench(int megabytes) {
        this.megabytes = megabytes;
    }

    List<Measure> run(Path work) throws Exception {
        if (System.getenv("DISPLAY") == null) {
            throw new IllegalStateException("xterm needs a display: run this with DISPLAY set, or under xvfb-run.");
        }
        System.setProperty("prism.order", "sw");
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (var kind : FloodKind.values()) {
            ours(kind.file(work, WARM_UP * MEGABYTE), work);
        }
        for (var kind : FloodKind.values()) {
            compare(kind, kind.file(work, (long) megabytes * MEGABYTE), work);
        }
        return measures;
    }

    private void compare(FloodKind kind, Path file, Path work) throws Exception {
        var bare = speed(bare(file));
        var xterm = speed(xterm(file, work));
        var memory = used();
        var flood = ours(file, work);
        var ours = speed(flood.nanos());
        var name = kind.words();
        measures.add(Measure.of(name + ", against xterm (target " + kind.target() + ")", ours, xterm, "MB/s"));
        measures.add(Measure.of(name + ", against a bare reader (target 0.7)", ours, bare, "MB/s"));
        measures.add(Measure.alone(name + ", part of it that was shown", flood.shown(), "of 1"));
        measures.add(Measure.alone(name + ", longest stall of the window (target 50)", flood.stallMs(), "ms"));
        measures.add(Measure.alone(name + ", a frame's work, 99th percentile (target 17)", flood.frameMs(), "ms"));
        measures.add(Measure.alone(name + ", the same, processor time alone", flood.busyMs(), "ms"));
        measures.add(Measure.of(name + ", memory after it, against before", flood.memory(), memory, "MB"));
        Files.delete(file);
    }

    private double speed(long nanos) {
        return megabytes * 1e9 / nanos;
    }

    private static double used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / (double) MEGABYTE;
    }

    /** By the reader that the console has too, so that what else the console does is all of the difference. */
    private static long bare(Path file) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var process = new PtyProcessBuilder(new String[] {"cat", file.toString()})
                .setEnvironment(System.getenv())
                .start();
        var buffer = new byte[MasterReader.piece()];
        var master = ((UnixPtyProcess) process).getPty().getMasterFD();
        try (var in = new MasterReader(master)) {
            while (in.read(buffer) >= 0) {
                // Thrown away.
            }
        }
        process.getInputStream().close();
        process.waitFor();
        return System.nanoTime() - start;
    }

    /** From when the flood begins, without xterm's own start, to when xterm has taken all of it. */
    private static long xterm(Path file, Path work) throws IOException, InterruptedException {
        var times = work.resolve("times");
        var script = "date +%s%N > " + times + "; cat " + file + "; date +%s%N >> " + times;
        var builder = new ProcessBuilder("xterm", "-u8", "-geometry", GEOMETRY, "-e", "sh", "-c", script);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        if (!process.waitFor(30, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("xterm is not done after half an hour");
        }
        var lines = Files.readAllLines(times);
        return Long.parseLong(lines.get(1)) - Long.parseLong(lines.get(0));
    }

    /** From when the flood is asked for, in a window that is there, to when the last line is on the screen. */
    private static Flood ours(Path file, Path work) throws Exception {
        var command = List.of("sh", "-c", "read -r go; cat " + file + "; echo; echo " + END);
        var shell = LocalShell.start("flood", command, work, environment(), work);
        var shown = onScreen(() -> show(shell));
        try {
            if (!shown.watch().awaitShown()) {
                throw new IllegalStateException("the console's window is not shown after a minute");
            }
            shown.watch().flooding();
            var start = System.nanoTime();
            shell.write(new byte[] {'\n'});
            if (!shown.watch().await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the flood is not over after ten minutes");
            }
            var nanos = System.nanoTime() - start;
            return shown.watch().flood(nanos, Files.size(file), used());
        } finally {
            onScreen(() -> {
                shown.watch().stop();
                shown.view().close();
                shown.stage().close();
                return true;
            });
            shell.close();
        }
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8");
    }

    private record Shown(Stage stage, ConsoleView view, FloodWatch watch) {}

    private static Shown show(LocalShell shell) {
        var view = new ConsoleView(shell);
        var watch = new FloodWatch(view, END);
        watch.begin();
        var stage = new Stage();
        stage.setX(0);
        stage.setY(0);
        stage.setScene(new Scene(view, WIDTH, HEIGHT));
        stage.show();
        watch.start();
        return new Shown(stage, view, watch);
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(1, TimeUnit.MINUTES);
    }

    /**
     * @param stallMs the longest time that something waited for JavaFX's thread
     * @param frameMs what 99 of 100 frames took of that thread at most, by the clock
     * @param busyMs the same, by the processor
     */
    record Flood(long nanos, double shown, double stallMs, double frameMs, double busyMs, double memory) {}

    private enum FloodKind {
        LONG("long lines", 5) {
            @Override
            String line(int number) {
                return ("0123456789 abcdefghijklmnopqrstuvwxyz ".repeat(50) + number).substring(0, 1900);
            }
        },
        COLOURED("coloured lines", 5) {
            @Override
            String line(int number) {
                return "\u001B[32m[ " + number + " ]\u001B[0m \u001B[1;34mkernel:\u001B[m \u001B[38;5;" + number % 256
                        + "mpci 0000:00:01.0\u001B[39m BAR 0 \u001B[7m[io 0x0000-0x001f]\u001B[27m end";
            }
        },
        SHORT("short lines", 10) {
            @Override
            String line(int number) {
                return Integer.toString(number % 100_000);
            }
        };

        private final String words;
        private final int target;

        FloodKind(String words, int target) {
            this.words = words;
            this.target = target;
        }

        abstract String line(int number);

        String words() {
            return words;
        }

        int target() {
            return target;
        }

        Path file(Path work, long bytes) throws IOException {
            var file = work.resolve(name() + "-" + bytes);
            try (var out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
                long written = 0;
                for (var number = 0; written < bytes; number++) {
                    var line = line(number);
                    out.write(line);
                    out.write('\n');
                    written += line.length() + 1;
                }
            }
            return file;
        }
    }
}
