package dev.diver.core.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogHealth;
import dev.diver.core.doctor.DoctorReport.Tool;
import dev.diver.core.job.Progress;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class HostDoctorTest {
    private static final AcceleratorProbe PROBE = () -> new AcceleratorProbe.Verdict("tcg", 87, "kvm took 2199 ms");

    private static DoctorReport examine(String searchPath, CatalogHealth health) {
        var catalog = (Catalog) Proxy.newProxyInstance(
                Catalog.class.getClassLoader(), new Class<?>[] {Catalog.class}, (proxy, method, arguments) -> health);
        return new HostDoctor(new HostProgram(searchPath), PROBE, catalog).examine(false, Progress.NONE);
    }

    private static Tool tool(DoctorReport report, String name) {
        return report.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsWhatThisHostHas() {
        var report = examine(System.getenv("PATH"), new CatalogHealth(true, 7, 1, List.of(), List.of()));
        for (var name : List.of("qemu-system-x86_64", "gcc", "make", "bwrap", "setpriv", "taskset", "ld")) {
            var tool = tool(report, name);
            assertTrue(tool.ok() && tool.path().endsWith("/" + name), tool::toString);
            assertTrue(tool.version().matches("[0-9]+\\.[0-9].*"), tool::toString);
        }
        assertEquals(new DoctorReport.Accelerator("tcg", 87, "kvm took 2199 ms"), report.accelerator());
    }

    @Test
    void namesWhatIsMissingAndWhereItComesFrom(@TempDir Path empty) {
        var report = examine(empty.toString(), new CatalogHealth(true, 7, 1, List.of(), List.of()));
        assertFalse(report.ok());
        var qemu = tool(report, "qemu-system-x86_64");
        assertFalse(qemu.ok());
        assertTrue(qemu.remedy().contains("apt-get install qemu-system-x86"), qemu::remedy);
        assertTrue(tool(report, "grub-mkrescue").ok(), "it is needed for a few kernels only");
    }

    @Test
    void aProgramThatHangsCostsSecondsNotForever(@TempDir Path bin) throws IOException {
        var program = bin.resolve("gcc");
        Files.writeString(program, "#!/bin/sh\nexec /bin/sleep 1000\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var gcc = tool(examine(bin.toString(), new CatalogHealth(true, 0, 0, List.of(), List.of())), "gcc");
        assertEquals("", gcc.version());
    }

    @Test
    void aDamagedCatalogIsNotWell() {
        var health = new CatalogHealth(false, 7, 1, List.of("a blob is damaged"), List.of());
        var report = examine(System.getenv("PATH"), health);
        assertFalse(report.ok());
        assertEquals(health, report.catalog());
    }
}
