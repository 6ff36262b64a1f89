package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The co-kernel's own counting, compiled for the host: what it leaves in a window is what Java reads there. */
class CokernelCountsTest {
    private static final String LAYOUT = """
            #include <diver/cokernel.h>
            #define COKERNEL_LAYOUT_H
            extern struct cokernel_window *shared_window;
            #define WINDOW shared_window
            """;

    /** Counts what stands on its standard input: number, result, who served it, ticks. */
    private static final String MAIN = """
            #include "statistics.h"
            #include <fcntl.h>
            #include <inttypes.h>
            #include <stdio.h>
            #include <sys/mman.h>

            struct cokernel_window *shared_window;

            int main(int count, char **arguments)
            {
                uint64_t number, ticks;
                int64_t result;
                unsigned int served;

                if (count != 2)
                    return 1;
                shared_window = mmap(NULL, COKERNEL_WINDOW_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
                                     open(arguments[1], O_RDWR), 0);
                if (shared_window == MAP_FAILED)
                    return 2;
                shared_window->magic = COKERNEL_MAGIC;
                shared_window->version = COKERNEL_VERSION;
                shared_window->size = sizeof(*shared_window);
                shared_window->tsc_khz = 1000000;
                statistics_init();
                while (scanf("%" SCNu64 " %" SCNd64 " %u %" SCNu64, &number, &result, &served, &ticks) == 4)
                    statistics_count(number, result, (enum served)served, ticks);
                return 0;
            }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void compile() throws Exception {
        var assets = Path.of(System.getProperty("diver.assets")).toAbsolutePath();
        var cokernel = assets.resolve("kernels/snorkel/cokernel");
        Files.writeString(directory.resolve("host.h"), LAYOUT);
        Files.writeString(directory.resolve("main.c"), MAIN);
        run(
                Path.of("/dev/null"),
                List.of(
                        "gcc",
                        "-std=gnu11",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-include",
                        "host.h",
                        "-I" + assets.resolve("gpos/include"),
                        "-I" + cokernel,
                        "-o",
                        "count",
                        "main.c",
                        cokernel.resolve("statistics.c").toString()));
    }

    private void run(Path input, List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private SyscallStatistics counted(String calls) throws Exception {
        var input = Files.writeString(directory.resolve("calls"), calls);
        var memory = Files.write(directory.resolve("memory"), new byte[(int) WindowLayout.WINDOW_SIZE]);
        run(input, List.of("./count", memory.toString()));
        try (var window = SharedWindow.map(memory, 0)) {
            return window.read().orElseThrow();
        }
    }

    /** Fewer calls than there are histograms, most of them served by both. */
    @Test
    void eachServerHasItsOwnNumbers() throws Exception {
        var random = new Random(4);
        var recorder = new SyscallRecorder();
        var calls = new StringBuilder();
        for (var i = 0; i < 5000; i++) {
            var number = random.nextInt(60);
            var served = Served.values()[random.nextInt(Served.values().length)];
            var failed = random.nextInt(4) == 0;
            var nanos = random.nextLong(1L << random.nextInt(1, 42));
            recorder.record(number, served, failed, nanos);
            calls.append("%d %d %d %d%n".formatted(number, failed ? -2 : 7, served.ordinal(), nanos));
        }
        var read = counted(calls.toString());
        assertEquals(recorder.snapshot(), read);
        assertTrue(read.calls().stream().allMatch(CallStatistics::isMixed));
    }

    @Test
    void whatHasNoHistogramLeftIsStillCounted() throws Exception {
        var calls = new StringBuilder();
        IntStream.range(0, WindowLayout.HISTOGRAM_LIMIT / 2 + 1)
                .forEach(number -> calls.append("%1$d 0 0 100%n%1$d 0 1 5000%n".formatted(number)));
        var read = counted(calls.toString());
        var last = read.calls().getLast();
        assertEquals(5100, last.totalNanos());
        assertEquals(LatencyHistogram.EMPTY, last.byKernel().latencies());
        assertEquals(LatencyHistogram.EMPTY, last.latencies());
        assertTrue(read.calls().stream()
                .limit(WindowLayout.HISTOGRAM_LIMIT / 2)
                .allMatch(call -> call.latencies().count() == 2));
    }
}
