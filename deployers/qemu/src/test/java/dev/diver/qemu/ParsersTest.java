package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reads bytes of others: outputs, QMP, options; and what writes for others: cpio. */
@Timeout(240)
class ParsersTest {
    @TempDir
    Path directory;

    private int outputs(byte[] tar, String... wanted) throws IOException {
        var stream = directory.resolve("outputs.tar");
        Files.write(stream, tar);
        return OutputsReader.read(stream, List.of(wanted), directory.resolve("outputs"));
    }

    private static byte[] tar(Object... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(bytes)) {
            for (var i = 0; i < entries.length; i += 2) {
                var content = entries[i + 1].toString().getBytes(StandardCharsets.UTF_8);
                var entry = entries[i] instanceof TarArchiveEntry made
                        ? made
                        : new TarArchiveEntry(entries[i].toString(), true);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void bringsBackWhatWasAskedFor() throws IOException {
        var tar = tar("data/out", "result", "/data/dir/a", "1", "./data/dir/b/c", "2", "etc/passwd", "no");
        assertEquals(2, outputs(tar, "/data/out", "/data/dir", "/data/none"));
        var target = directory.resolve("outputs");
        assertEquals("result", Files.readString(target.resolve("data/out")));
        assertEquals("2", Files.readString(target.resolve("data/dir/b/c")));
        assertFalse(Files.exists(target.resolve("etc")));
    }

    @Test
    void takesNothingThatLeadsAstray() throws IOException {
        var link = new TarArchiveEntry("data/out/link", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        var hard = new TarArchiveEntry("data/out/hard", TarConstants.LF_LINK);
        hard.setLinkName("/etc/passwd");
        var device = new TarArchiveEntry("data/out/device", TarConstants.LF_BLK);
        var tar = tar(
                "data/out/../../../escaped",
                "x",
                "../escaped",
                "x",
                "data/out//..//escaped",
                "x",
                link,
                "",
                hard,
                "",
                device,
                "",
                "data/out/good",
                "x");
        assertEquals(1, outputs(tar, "/data/out"));
        try (var all = Files.walk(directory)) {
            assertEquals(
                    List.of("good", "outputs.tar"),
                    all.filter(path -> !Files.isDirectory(path))
                            .map(path -> path.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void survivesAnyDamage() throws IOException {
        var good = tar("data/out", "result".repeat(500), "data/more", "more");
        var random = new Random(3);
        for (var round = 0; round < 2000; round++) {
            var bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (var i = 0; i < random.nextInt(8) && bad.length > 0; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(outputs(bad, "/data/out", "/data/more") <= 2);
            } catch (IOException told) {
                // The only way to fail.
            }
        }
    }

    @Test
    void writesCpioThatOthersRead() throws IOException {
        var random = new Random(5);
        var expected = new ArrayList<String>();
        var bytes = new ByteArrayOutputStream();
        try (var cpio = new CpioWriter(bytes)) {
            cpio.directory("dev");
            expected.add("dev 0");
            for (var i = 0; i < 50; i++) {
                var content = new byte[random.nextInt(100)];
                var name = "deep/er/file" + "x".repeat(random.nextInt(9)) + i;
                if (i == 0) {
                    expected.add("deep 0");
                    expected.add("deep/er 0");
                }
                var file = directory.resolve("f" + i);
                Files.write(file, content);
                if (random.nextBoolean()) {
                    cpio.file(name, content, 0644);
                } else {
                    cpio.file(name, file, 0755);
                }
                expected.add(name + " " + content.length);
            }
        }
        var found = new ArrayList<String>();
        try (var in = new CpioArchiveInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.add(entry.getName() + " " + in.readAllBytes().length);
            }
        }
        assertEquals(expected, found);
    }

    @Test
    void aPatternThatWouldTakeForEverIsGivenUp() throws IOException {
        var log = directory.resolve("console.log");
        Files.writeString(log, "x".repeat(100_000) + "\n" + "a".repeat(60) + "b\nKernel panic - not syncing\r\nmore\n");
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        assertTrue(LastWords.find(log, List.of("(a+)+$")).isEmpty());
        assertTrue(clock.getCurrentThreadCpuTime() - start < 2_000_000_000L);
        assertEquals(
                "Kernel panic - not syncing",
                LastWords.find(log, List.of("panic")).orElseThrow());
        assertTrue(LastWords.find(log, List.of("(")).isEmpty());
        assertTrue(LastWords.find(directory.resolve("none"), List.of("a")).isEmpty());
    }

    @Test
    void qmpComesInAnyPiecesWithAnythingBetween() throws Exception {
        var shortDirectory = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var path = shortDirectory.resolve("qmp");
        var events = new LinkedBlockingQueue<String>();
        try (var qmp = new Qmp(path, event -> events.add(event.path("event").asText()));
                var qemu = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var status = qmp.execute("query-status");
            var strange = qmp.monitor("strange");
            qemu.connect(UnixDomainSocketAddress.of(path));
            var said = "{\"QMP\": {}}\r\nno json\n[1]\n{\"event\": \"STOP\"}\n{\"return\": {}, \"id\": \"0\"}\n"
                    + "x".repeat(2_000_000)
                    + "\n{\"return\": {\"a\": 1}, \"id\": \"99\"}\n{\"event\": \"SHUTDOWN\"}\n"
                    + "{\"error\": {\"desc\": \"no such thing\"}, \"id\": \"2\"}\n"
                    + "{\"return\": {\"status\": \"running\"}, \"id\": \"1\"}\n";
            var random = new Random(9);
            var bytes = ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                var piece = bytes.slice(
                        bytes.position(),
                        Math.min(1 + random.nextInt(bytes.position() < 100 ? 3 : 9000), bytes.remaining()));
                bytes.position(bytes.position() + qemu.write(piece));
            }
            assertEquals(
                    "running", status.get(60, TimeUnit.SECONDS).path("status").asText());
            var failure = assertThrows(ExecutionException.class, () -> strange.get(60, TimeUnit.SECONDS));
            assertEquals("no such thing", failure.getCause().getMessage());
            assertEquals("STOP", events.poll(60, TimeUnit.SECONDS));
            assertEquals("SHUTDOWN", events.poll(60, TimeUnit.SECONDS));
        } finally {
            dev.diver.core.home.Folders.delete(shortDirectory);
        }
    }
}
