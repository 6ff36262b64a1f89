package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real lstopo. */
final class Lstopo {
    private Lstopo() {}

    /** What it writes about a machine that it makes up ({@code hwloc(7)}, "Synthetic topologies"). */
    static byte[] synthetic(String machine) throws IOException, InterruptedException {
        return run("--input", machine);
    }

    static byte[] run(String... options) throws IOException, InterruptedException {
        var words = Stream.concat(Stream.of("lstopo-no-graphics", "--of", "xml"), Stream.of(options));
        var process = new ProcessBuilder(List.copyOf(words.toList()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            process.getOutputStream().close();
            var xml = out.readNBytes(HwlocXml.LIMIT);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            return xml;
        } finally {
            process.destroyForcibly();
        }
    }
}
