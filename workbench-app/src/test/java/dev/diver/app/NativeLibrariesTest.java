package dev.diver.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process leaves nothing in the folder for temporary files, however it ends. */
@Timeout(240)
class NativeLibrariesTest {
    @TempDir
    Path root;

    /** A process that uses all of them, and is killed by itself. */
    static final class Process {
        private Process() {}

        public static void main(String[] arguments) throws Exception {
            NativeLibraries.keepIn(Path.of(arguments[0]));
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
            new PtyProcessBuilder(new String[] {"true"}).start().waitFor();
            System.out.println("used");
            Runtime.getRuntime().halt(0);
        }
    }

    private void run() throws Exception {
        var output = root.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + root.resolve("tmp"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Process.class.getName(),
                        root.resolve("cache").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(200, TimeUnit.SECONDS));
        assertEquals("used\n", Files.readString(output));
    }

    private TreeMap<String, FileTime> unpacked() throws IOException {
        var all = new TreeMap<String, FileTime>();
        try (var files = Files.walk(root.resolve("cache"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    @Test
    void areUnpackedOnceAndForTheirOwnerAlone() throws Exception {
        Files.createDirectory(root.resolve("tmp"));
        run();
        var first = unpacked();
        assertEquals(List.of("libjnidispatch.so", "libpty.so", "libsqlitejdbc.so"), List.copyOf(first.keySet()));
        var folder = root.resolve("cache/natives");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));

        run();
        assertEquals(first, unpacked(), "the next process takes what is there");
        try (var left = Files.list(root.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatIsDamagedIsUnpackedAgain() throws Exception {
        Files.createDirectory(root.resolve("tmp"));
        run();
        try (var files = Files.walk(root.resolve("cache"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "half of it");
            }
        }
        run();
        assertEquals(3, unpacked().size());
    }
}
