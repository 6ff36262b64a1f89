package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SysfsTopologyTest {
    private static final String IOMEM = """
            00000000-00000fff : Reserved
            00001000-0009fbff : System RAM
            0009fc00-000fffff : Reserved
              000f0000-000fffff : System ROM
            00100000-17ffffff : System RAM
              01000000-01dfffff : Kernel code
              02000000-020fffff : Kernel data
            18000000-1fffffff : Reserved
            20000000-3ffdffff : System RAM
            3ffe0000-3fffffff : ACPI Tables
            fd000000-fdffffff : PCI Bus 0000:00
              fd000000-fd000fff : 0000:00:02.0
            fec00000-fec003ff : IOAPIC 0
            """;

    @TempDir
    Path root;

    /** Two nodes with a package of two threads each; processor 3 is offline. */
    @BeforeEach
    void machine() throws IOException {
        write("proc/sys/kernel/hostname", "node7");
        write("proc/iomem", IOMEM);
        write("sys/devices/system/cpu/present", "0-3");
        write("sys/devices/system/cpu/online", "0-2");
        for (var processor = 0; processor < 3; processor++) {
            var cpu = "sys/devices/system/cpu/cpu" + processor + "/";
            write(cpu + "topology/physical_package_id", String.valueOf(processor / 2));
            write(cpu + "topology/core_id", "5");
            write(cpu + "topology/core_cpus_list", processor < 2 ? "0-1" : "2");
            write(cpu + "cache/index0/level", "1");
            write(cpu + "cache/index0/type", "Data");
            write(cpu + "cache/index0/size", "32K");
            write(cpu + "cache/index0/shared_cpu_list", processor < 2 ? "0-1" : "2");
        }
        write("sys/devices/system/memory/block_size_bytes", "8000000");
        for (var node = 0; node < 2; node++) {
            var directory = "sys/devices/system/node/node" + node + "/";
            write(directory + "cpulist", node == 0 ? "0-1" : "2");
            write(directory + "distance", node == 0 ? "10 20" : "20 10");
            write(directory + "meminfo", "Node " + node + " MemTotal:  " + 200_000 * (node + 1) + " kB\n");
            for (var block = node * 4; block < node * 4 + 4; block++) {
                Files.createDirectories(root.resolve(directory + "memory" + block));
            }
        }
        Files.createDirectories(root.resolve("sys/devices/system/node/node1/cpu3"));
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static List<String> words(Topology machine) {
        return machine.memory().stream()
                .map(one -> one.range() + " " + one.use() + " " + one.node() + " " + one.holder())
                .toList();
    }

    @Test
    void processorsNodesAndCaches() {
        var machine = SysfsTopology.read(root);
        assertEquals("node7", machine.name());
        assertEquals("0-3", machine.processors().toString());
        assertEquals("3", machine.offline().toString());
        assertEquals(
                "[Core[number=5, threads=2], Core[number=6, threads=3]]",
                machine.packages().get(1).cores().toString());
        assertEquals(
                "[Cache[level=1, content=DATA, size=32KiB, threads=0-1]]",
                machine.packages().get(0).caches().toString());
        assertEquals("2-3", machine.nodes().get(1).processors().toString());
        assertEquals(List.of(20, 10), machine.nodes().get(1).distances());
    }

    @Test
    void memoryIsCutWhereItPassesFromNodeToNode() {
        assertEquals(
                List.of(
                        "0x0-0xfff FIRMWARE -1 Reserved",
                        "0x1000-0x9fbff RAM 0 ",
                        "0x9fc00-0xfffff FIRMWARE -1 Reserved",
                        "0x100000-0xffffff RAM 0 ",
                        "0x1000000-0x1dfffff LINUX 0 Kernel code",
                        "0x1e00000-0x1ffffff RAM 0 ",
                        "0x2000000-0x20fffff LINUX 0 Kernel data",
                        "0x2100000-0x17ffffff RAM 0 ",
                        "0x18000000-0x1fffffff FIRMWARE -1 Reserved",
                        "0x20000000-0x3ffdffff RAM 1 ",
                        "0x3ffe0000-0x3fffffff FIRMWARE -1 ACPI Tables",
                        "0xfd000000-0xfdffffff DEVICE -1 PCI Bus 0000:00",
                        "0xfec00000-0xfec003ff DEVICE -1 IOAPIC 0"),
                words(SysfsTopology.read(root)));
    }

    @Test
    void whatWasKeptFromLinuxWhenItWasBootedIsStillRam() throws IOException {
        write("sys/firmware/memmap/0/start", "0x100000");
        write("sys/firmware/memmap/0/end", "0x3ffdffff");
        write("sys/firmware/memmap/0/type", "System RAM");
        assertTrue(words(SysfsTopology.read(root))
                .contains("0x18000000-0x1fffffff RAM 0 kept from Linux when it was booted"));
    }

    @Test
    void addressesThatAreHiddenAreNotKnown() throws IOException {
        write("proc/iomem", IOMEM.replaceAll("[0-9a-f]{8}", "00000000"));
        var machine = SysfsTopology.read(root);
        assertEquals(List.of(), machine.memory());
        assertEquals(400_000L << 10, machine.nodes().get(1).memory().bytes());
    }

    @Test
    void aLinuxWithoutNuma() throws IOException {
        write("proc/meminfo", "MemTotal:  300000 kB\nMemFree: 1 kB");
        Files.move(root.resolve("sys/devices/system/node"), root.resolve("elsewhere"));
        var machine = SysfsTopology.read(root);
        assertEquals(1, machine.nodes().size());
        assertEquals("0-3", machine.nodes().getFirst().processors().toString());
        Files.delete(root.resolve("proc/iomem"));
        assertEquals(
                300_000L << 10,
                SysfsTopology.read(root).nodes().getFirst().memory().bytes());
    }

    @Test
    void aNodeWithoutMemoryHandsItsProcessorsToTheNearest() throws IOException {
        write("proc/iomem", "");
        write("sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:  0 kB");
        var machine = SysfsTopology.read(root);
        assertEquals(1, machine.nodes().size());
        assertEquals("0-3", machine.nodes().getFirst().processors().toString());
    }

    /** Bitmaps instead of lists, zeros where the copy had a longer buffer, directories instead of {@code present}. */
    @Test
    void aCopyOfAnOldLinux() throws IOException {
        var now = SysfsTopology.read(root);
        for (var processor = 0; processor < 3; processor++) {
            var cpu = "sys/devices/system/cpu/cpu" + processor + "/";
            Files.delete(root.resolve(cpu + "topology/core_cpus_list"));
            write(cpu + "topology/thread_siblings", processor < 2 ? "00000000,00000003" : "00000000,00000004");
            Files.delete(root.resolve(cpu + "cache/index0/shared_cpu_list"));
            write(cpu + "cache/index0/shared_cpu_map", processor < 2 ? "3" : "4");
            write(cpu + "topology/core_id", "5\n\0\0\0");
        }
        write("sys/devices/system/cpu/cpu3/online", "0");
        Files.delete(root.resolve("sys/devices/system/cpu/present"));
        Files.delete(root.resolve("sys/devices/system/cpu/online"));
        assertEquals(now, SysfsTopology.read(root));
    }

    @Test
    void aCopyThatLies() throws IOException {
        write("sys/devices/system/cpu/present", "0-99999");
        assertTrue(assertThrows(DiverException.class, () -> SysfsTopology.read(root))
                .getMessage()
                .contains("cpu/present"));
        write("sys/devices/system/cpu/present", "");
        write("sys/devices/system/cpu/online", "");
        assertTrue(assertThrows(DiverException.class, () -> SysfsTopology.read(root))
                .getMessage()
                .contains("no processors"));
        write("sys/devices/system/cpu/online", "0");
        write("sys/devices/system/memory/block_size_bytes", "1");
        write("proc/iomem", "ffffffffffffffff-0000000000000001 : System RAM\n0-10 : x\n" + IOMEM);
        Files.delete(root.resolve("proc/sys/kernel/hostname"));
        Files.createSymbolicLink(root.resolve("proc/sys/kernel/hostname"), Path.of("/etc/hostname"));
        assertEquals("host", SysfsTopology.read(root).name());
        Files.delete(root.resolve("proc/sys/kernel/hostname"));
        assertThrows(DiverException.class, () -> SysfsTopology.read(root.resolve("missing")));
    }
}
