package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class QemuAcceleratorProbeTest {
    @TempDir
    Path root;

    private QemuAcceleratorProbe probe(String searchPath, Path kvm) {
        return new QemuAcceleratorProbe(DiverHome.in(root, root), new HostProgram(searchPath), kvm);
    }

    @Test
    void measuresOnceAndRemembers() throws IOException {
        var path = System.getenv("PATH");
        var measured = probe(path, Path.of("/dev/kvm")).verdict();
        assertTrue(measured.measuredMs() > 0, measured::toString);
        assertEquals(measured.chosen().equals("tcg"), !measured.reason().isEmpty(), measured::toString);
        System.out.println(measured);

        // Measured anew, it would be another time.
        assertEquals(measured, probe(path, Path.of("/dev/kvm")).verdict());
    }

    @Test
    void measuresAgainWhereTheHostIsAnother() throws IOException {
        var path = System.getenv("PATH");
        var without = probe(path, root.resolve("kvm")).verdict();
        assertEquals("tcg", without.chosen());
        assertTrue(without.reason().contains("does not exist"), without::reason);
        Files.writeString(root.resolve("cache/accelerator.json"), "{\"host\":");
        assertEquals(
                without.reason(), probe(path, root.resolve("kvm")).verdict().reason());
    }

    @Test
    void aKvmThatHangsCostsSecondsOnly() throws IOException {
        var bin = Files.createDirectories(root.resolve("bin"));
        var fake = bin.resolve("qemu-system-x86_64");
        // Emulation ends as the probe guest does, kvm never.
        Files.writeString(fake, """
                #!/bin/sh
                case "$*" in
                *accel=kvm*) exec /bin/sleep 1000 ;;
                *) exit 85 ;;
                esac
                """);
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        var verdict =
                probe(bin.toString(), Files.createFile(root.resolve("kvm"))).verdict();
        assertEquals("tcg", verdict.chosen());
        assertTrue(verdict.reason().contains("does not run"), verdict::reason);
    }

    @Test
    void withoutQemuThereIsNothingToMeasure() {
        assertTrue(
                probe(root.toString(), Path.of("/dev/kvm")).verdict().reason().contains("missing"));
    }
}
