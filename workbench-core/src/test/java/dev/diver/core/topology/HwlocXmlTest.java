package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HwlocXmlTest {
    /** Processor 3 is offline; processor 1 is there, and nobody may use it. */
    static final String SMALL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE topology SYSTEM "hwloc2.dtd">
            <topology version="2.0">
              <object type="Machine" os_index="0" cpuset="0x7" complete_cpuset="0x0000000f" allowed_cpuset="0x00000005">
                <object type="Package" os_index="0">
                  <object type="NUMANode" os_index="0" cpuset="0x00000003" local_memory="1073741824"/>
                  <object type="L2Cache" cpuset="0x3" cache_size="262144" depth="2" cache_type="0">
                    <object type="L1iCache" cpuset="0x3" cache_size="32768" depth="1" cache_type="2">
                      <object type="Core" os_index="7">
                        <object type="PU" os_index="0"/>
                        <object type="PU" os_index="1"/>
                      </object>
                    </object>
                  </object>
                  <object type="PCIDev" pci_busid="0000:00:01.0"/>
                </object>
                <object type="Package" os_index="1">
                  <object type="NUMANode" os_index="1" cpuset="0x00000004" local_memory="2147483648"/>
                  <object type="Core" os_index="0">
                    <object type="PU" os_index="2"/>
                  </object>
                </object>
              </object>
              <distances2 type="NUMANode" nbobjs="2" kind="5" name="NUMALatency" indexing="os">
                <indexes length="4">0 1 </indexes>
                <u64values length="6">10 21 </u64values>
                <u64values length="6">31 10 </u64values>
              </distances2>
              <support name="discovery.pu"/>
            </topology>
            """;

    @TempDir
    Path temp;

    private static Topology read(String xml) {
        return HwlocXml.read(xml.getBytes(StandardCharsets.UTF_8), "machine.xml");
    }

    @Test
    void allThatIsLookedAt() {
        var machine = read(SMALL);
        assertEquals("0-3", machine.processors().toString());
        assertEquals("1,3", machine.offline().toString());
        var packages = machine.packages();
        assertEquals(
                List.of(0, 1), packages.stream().map(Topology.Package::number).toList());
        // Nobody knows in which core and package the offline processor 3 is.
        assertEquals(
                "[Core[number=7, threads=0-1], Core[number=8, threads=3]]",
                packages.get(0).cores().toString());
        assertEquals(
                "[Cache[level=1, content=INSTRUCTIONS, size=32KiB, threads=0-1],"
                        + " Cache[level=2, content=BOTH, size=256KiB, threads=0-1]]",
                packages.get(0).caches().toString());
        assertEquals(List.of(10, 21), machine.nodes().get(0).distances());
        assertEquals(List.of(31, 10), machine.nodes().get(1).distances());
        assertEquals(MemorySize.parse("2GiB"), machine.nodes().get(1).memory());
        assertEquals(List.of(), machine.memory());
    }

    @Test
    void whatLstopoWrites() throws IOException, InterruptedException {
        var machine = HwlocXml.read(Lstopo.synthetic("pack:2 numa:2 l3:1 core:3 l1i:1 pu:2"), "made up");
        assertEquals(2, machine.packages().size());
        assertEquals(12, machine.cores().size());
        assertEquals("0-23", machine.processors().toString());
        assertTrue(machine.offline().isEmpty());
        assertEquals(
                List.of("0-5", "6-11", "12-17", "18-23"),
                machine.nodes().stream()
                        .map(node -> node.processors().toString())
                        .toList());
        assertEquals(MemorySize.parse("1GiB"), machine.nodes().get(3).memory());
        var caches = machine.packages().get(1).caches();
        assertEquals(8, caches.size());
        assertEquals(
                "Cache[level=3, content=BOTH, size=16MiB, threads=18-23]",
                caches.getLast().toString());
    }

    /** High-bandwidth memory is a node without processors, and hwloc says which ones are near. */
    @Test
    void memoryWithoutProcessors() {
        var machine = read(SMALL.replace("cpuset=\"0x00000004\"", "cpuset=\"0x00000003\""));
        assertEquals("0-3", machine.nodes().get(0).processors().toString());
        assertEquals("", machine.nodes().get(1).processors().toString());
        assertEquals(List.of(), machine.machine().nodes().get(1).processors().numbers());
    }

    @Test
    void firmwareNumbersPackagesAsItLikes() {
        var machine = read(SMALL.replace("\"Package\" os_index=\"1\"", "\"Package\" os_index=\"65536\""));
        assertEquals(65_536, machine.packages().get(1).number());
    }

    @ParameterizedTest
    @CsvSource({"core:2 pu:1, 2", "pack:8 numa:2 l3:8 l2:8 core:1 pu:2, 1024"})
    void fromTwoCoresToMany(String made, int cores) throws IOException, InterruptedException {
        var xml = Lstopo.synthetic(made);
        var machine = assertTimeout(Duration.ofSeconds(5), () -> HwlocXml.read(xml, made));
        assertEquals(cores, machine.cores().size());
    }

    @Test
    void thisHostIsTheSameForLstopoAndForUs() throws IOException, InterruptedException {
        var theirs = HwlocXml.read(Lstopo.run("--no-io", "--disallowed"), "this host");
        var ours = SysfsTopology.host();
        assertEquals(theirs.processors(), ours.processors());
        assertEquals(theirs.packages(), ours.packages());
        assertEquals(
                theirs.nodes().stream().map(Topology.NumaNode::processors).toList(),
                ours.nodes().stream().map(Topology.NumaNode::processors).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=\"2.0\"| |hwloc 1",
                "version=\"2.0\"|version=\"1.0\"|lstopo -i OLD.xml NEW.xml",
                "version=\"2.0\"|version=\"9.1\"|Its format is 9.1",
                "<topology version=\"2.0\">|<html>|first element is not <topology>",
                "</topology>||is not XML",
                "os_index=\"2\"|os_index=\"1\"|processor 1 twice",
                "os_index=\"2\"|os_index=\"4096\"|at most 4095 is taken",
                "os_index=\"2\"|os_index=\"-7\"|A number is expected",
                "os_index=\"2\"|os_index=\"&x;\"|processor 0 twice",
                "type=\"NUMANode\" os_index=\"1\"|type=\"NUMANode\" os_index=\"0\"|NUMA node 0 twice",
                "cpuset=\"0x00000004\"|cpuset=\"0x4,1234567890\"|no set of processors below 4096",
                "\"1073741824\"|\"999999999999999999\"|impossible amount of memory",
                "10 21 |10 21 3 4 5|more than 4 values",
                "31 10 |31|2 by 2 values",
                "31 10 |&x;|is not XML",
            })
    void whatIsBrokenIsSaid(String right, String wrong, String words) {
        var xml = SMALL.replace(right, wrong == null ? "" : wrong.replace("<html>", "<html><a/></html><!--"));
        var problem = assertThrows(DiverException.class, () -> read(xml)).problem();
        assertTrue(problem.text().contains("machine.xml") && problem.text().contains(words), problem.text());
    }

    @Test
    void nothingElseIsReadAndNothingGrows() throws IOException {
        Files.writeString(temp.resolve("secret"), "0");
        var outside = SMALL.replace(
                "SYSTEM \"hwloc2.dtd\"",
                "[<!ENTITY x SYSTEM \"" + temp.resolve("secret").toUri() + "\">]");
        // A document type alone is passed over, as that of each real file is.
        assertEquals(read(SMALL), read(outside));
        assertThrows(DiverException.class, () -> read(outside.replace("31 10", "&x;")));
        var laughs = new StringBuilder("<!ENTITY e0 \"1\">");
        for (var i = 1; i < 40; i++) {
            laughs.append("<!ENTITY e" + i + " \"&e" + (i - 1) + ";&e" + (i - 1) + ";\">");
        }
        var growing = SMALL.replace("SYSTEM \"hwloc2.dtd\"", "[" + laughs + "]").replace("31 10", "&e39;");
        assertThrows(DiverException.class, () -> assertTimeout(Duration.ofSeconds(5), () -> read(growing)));
        var deep = "<topology version=\"2.0\">" + "<object type=\"Group\">".repeat(100_000);
        assertTrue(assertThrows(DiverException.class, () -> read(deep))
                .getMessage()
                .contains("64 inside each other"));
        var many = "<topology version=\"2.0\">" + "<info/>".repeat(251_000);
        assertTrue(assertThrows(DiverException.class, () -> read(many))
                .getMessage()
                .contains("250000 elements"));
        var large = assertThrows(DiverException.class, () -> HwlocXml.read(new byte[HwlocXml.LIMIT + 1], "large.xml"));
        assertTrue(large.getMessage().contains("too large"));
        assertTrue(assertThrows(DiverException.class, () -> HwlocXml.read(Path.of("/dev/zero")))
                .getMessage()
                .contains("is not a file"));
    }

    @Test
    void anyOtherTextIsAMachineOrAnError() {
        var random = new Random(4);
        var machines = 0;
        for (var i = 0; i < 600; i++) {
            var bytes = SMALL.getBytes(StandardCharsets.ISO_8859_1);
            for (var change = 0; change <= i % 4; change++) {
                var at = random.nextInt(bytes.length);
                bytes[at] = bytes[random.nextInt(bytes.length)];
            }
            try {
                HwlocXml.read(bytes, "changed.xml").machine();
                machines++;
            } catch (DiverException e) {
                assertFalse(e.problem().text().isEmpty());
            }
        }
        assertTrue(machines > 20 && machines < 580, machines + " machines");
    }
}
