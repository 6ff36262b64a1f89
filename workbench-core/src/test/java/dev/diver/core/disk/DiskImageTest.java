package dev.diver.core.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On images that qemu-img made. */
@Timeout(60)
class DiskImageTest {
    private static final int SIZE = 3 << 20;

    @TempDir
    Path temp;

    private Path raw() throws IOException {
        var bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        // A hole, which an image does not hold.
        Arrays.fill(bytes, 200_000, 400_000, (byte) 0);
        return Files.write(temp.resolve("raw"), bytes);
    }

    private Path image(String... arguments) throws IOException {
        var command = new java.util.ArrayList<String>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        var out = temp.resolve("image");
        Files.deleteIfExists(out);
        command.add(out.toString());
        if (arguments[0].equals("create")) {
            command.add("1M");
        }
        var result =
                new HostProgram(System.getenv("PATH")).run(command, temp, Duration.ofSeconds(30), new Cancellation());
        assertTrue(result.ok(), result.output());
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster_size=512", "cluster_size=64k", "compat=0.10", "cluster_size=2M", "extended_l2=on"})
    void itsBeginningIsWhatAGuestReads(String option) throws IOException {
        var raw = raw();
        var file = image("convert", "-f", "raw", "-O", "qcow2", "-o", option, raw.toString());
        assertTrue(DiskImage.isQcow2(file));
        var disk = DiskImage.of(file, "qcow2");
        assertEquals(SIZE, disk.size());
        var wanted = Arrays.copyOf(Files.readAllBytes(raw), 1 << 20);
        assertArrayEquals(wanted, DiskStart.read(disk, 1 << 20));
        assertArrayEquals(wanted, DiskStart.read(DiskImage.of(raw, "raw"), 1 << 20));
    }

    @Test
    void whatLeadsToOtherFilesIsRefused() throws IOException {
        var data = temp.resolve("data");
        refused("another file", image("create", "-q", "-f", "qcow2", "-o", "data_file=" + data));
        refused("backing file", image("create", "-q", "-f", "qcow2", "-b", raw().toString(), "-F", "raw"));
        // Offset 32: crypt_method.
        refused("encrypted", patched(35, 1));
        // Offset 72: incompatible features, of which bit 1 is "corrupt" and bit 60 is nobody's.
        refused("corrupt", patched(79, 2));
        refused("features", patched(72, 0x10));
        refused("no qcow2", Files.writeString(temp.resolve("text"), "QFI"));
        assertFalse(DiskImage.isQcow2(temp.resolve("text")));
    }

    private Path patched(int at, int value) throws IOException {
        var file = image("create", "-q", "-f", "qcow2");
        var bytes = Files.readAllBytes(file);
        bytes[at] = (byte) value;
        return Files.write(file, bytes);
    }

    private void refused(String why, Path file) {
        var failure = assertThrows(DiverException.class, () -> DiskImage.of(file, "qcow2"));
        assertTrue(failure.problem().why().contains(why), failure.problem().text());
    }

    @Test
    void noMutilationHangsOrReadsBeyond() throws IOException {
        var good = Files.readAllBytes(
                image("convert", "-f", "raw", "-O", "qcow2", "-o", "cluster_size=4k", raw().toString()));
        var file = temp.resolve("bad");
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var bytes = Arrays.copyOf(good, 32 << 10);
            for (var hits = 1 + random.nextInt(20); hits > 0; hits--) {
                bytes[random.nextBoolean() ? 16 + random.nextInt(96) : random.nextInt(bytes.length)] =
                        (byte) random.nextInt();
            }
            Files.write(file, bytes);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    assertEquals(1 << 16, DiskStart.read(DiskImage.of(file, "qcow2"), 1 << 16).length);
                } catch (DiverException refused) {
                    assertFalse(refused.problem().why().isEmpty());
                }
            });
        }
    }
}
