package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of {@link WindowLayout} are those that a C compiler makes of the header. */
class WindowLayoutTest {
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("MAGIC_VALUE", "COKERNEL_MAGIC"),
            Map.entry("VERSION_VALUE", "COKERNEL_VERSION"),
            Map.entry("WINDOW_SIZE", "COKERNEL_WINDOW_SIZE"),
            Map.entry("SIZE_OF_WINDOW", "sizeof(struct cokernel_window)"),
            Map.entry("SIZE_OF_COUNT", "sizeof(struct cokernel_count)"),
            Map.entry("BACKTRACE_LENGTH", "COKERNEL_BACKTRACE"),
            Map.entry("REASON_LENGTH", "COKERNEL_REASON"),
            Map.entry("CALLS", "COKERNEL_CALLS"),
            Map.entry("SERVERS", "COKERNEL_SERVERS"),
            Map.entry("SERVER_SELF", "COKERNEL_SERVER_SELF"),
            Map.entry("SERVER_LINUX", "COKERNEL_SERVER_LINUX"),
            Map.entry("SERVER_NOBODY", "COKERNEL_SERVER_NOBODY"),
            Map.entry("HISTOGRAM_LIMIT", "COKERNEL_HISTOGRAMS"),
            Map.entry("COUNTERS", "COKERNEL_COUNTERS"),
            Map.entry("LATENCY_LIMIT", "COKERNEL_LATENCY_LIMIT"),
            Map.entry("LAST_CALL", "offsetof(struct cokernel_window, mailboxes[0].number)"),
            Map.entry("CALL_EXIT", "COKERNEL_CALL_EXIT"),
            Map.entry("CALL_KILLED", "COKERNEL_CALL_KILLED"),
            Map.entry("STATE_OFF", "COKERNEL_OFF"),
            Map.entry("STATE_BOOTING", "COKERNEL_BOOTING"),
            Map.entry("STATE_UP", "COKERNEL_UP"),
            Map.entry("STATE_CRASHED", "COKERNEL_CRASHED"),
            Map.entry("LOCAL_FAULTS", "offsetof(struct cokernel_statistics, local_faults)"),
            Map.entry("REMOTE_FAULTS", "offsetof(struct cokernel_statistics, remote_faults)"),
            Map.entry("DOORBELLS", "offsetof(struct cokernel_statistics, doorbells)"),
            Map.entry("SLEEPS", "offsetof(struct cokernel_statistics, sleeps)"),
            Map.entry("HISTOGRAM_COUNT", "offsetof(struct cokernel_statistics, histogram_count)"),
            Map.entry("HISTOGRAMS", "offsetof(struct cokernel_statistics, histograms)"));

    @TempDir
    Path directory;

    @Test
    void isTheHeaders() throws Exception {
        var ours = new TreeMap<String, Long>();
        for (var field : WindowLayout.class.getDeclaredFields()) {
            ours.put(field.getName(), ((Number) field.get(null)).longValue());
        }
        assertEquals(ours, theHeaders());
    }

    private Map<String, Long> theHeaders() throws Exception {
        var prints = Arrays.stream(WindowLayout.class.getDeclaredFields())
                .map(Field::getName)
                .map(name -> "printf(\"%s %%lld\\n\", (long long)(%s));".formatted(name, expression(name)))
                .collect(Collectors.joining("\n"));
        var source = directory.resolve("probe.c");
        Files.writeString(source, """
                #include <diver/cokernel.h>
                #include <stddef.h>
                #include <stdio.h>
                int main(void) {
                %s
                    return 0;
                }
                """.formatted(prints));
        var include =
                Path.of(System.getProperty("diver.assets"), "gpos/include").toString();
        run("gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I" + include, "-o", "probe", "probe.c");
        return run("./probe")
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        words -> words[0], words -> Long.parseLong(words[1]), (a, b) -> a, TreeMap::new));
    }

    /** COUNT_LONGEST is longest of struct cokernel_count. */
    private static String expression(String name) {
        if (OTHERS.containsKey(name)) {
            return OTHERS.get(name);
        }
        for (var structure : new String[] {"crash", "count"}) {
            var prefix = structure.toUpperCase(java.util.Locale.ROOT) + "_";
            if (name.startsWith(prefix)) {
                return "offsetof(struct cokernel_" + structure + ", " + lower(name.substring(prefix.length())) + ")";
            }
        }
        return "offsetof(struct cokernel_window, " + lower(name) + ")";
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    private String run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
