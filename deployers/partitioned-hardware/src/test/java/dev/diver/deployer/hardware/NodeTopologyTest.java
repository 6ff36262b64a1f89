package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers of nodes become; those of a real one are {@link HardwarePartitioningTest}'s. */
class NodeTopologyTest {
    private static final String GOOD = """
            + sys/devices/system/cpu/present
            + sys/devices/system/cpu/online
            + sys/devices/system/node/node0/cpulist
            + sys/devices/system/node/node0/cpu0
            + sys/devices/system/node/node*/distance
            sys/devices/system/cpu/present:0-1
            sys/devices/system/cpu/online:0-1
            sys/devices/system/node/node0/cpulist:0-1
            proc/iomem:00100000-3fffffff : System RAM
            proc/iomem:  01000000-01ffffff : Kernel code
            proc/meminfo:MemTotal:        1000000 kB
            end
            """;

    @TempDir
    private Path folder;

    private Path cache;
    private NodeTopology topologies;

    @BeforeEach
    void cache() {
        cache = folder.resolve("cache");
        topologies = new NodeTopology(cache);
    }

    private void assertNothingIsLeft() throws IOException {
        try (var all = Files.walk(folder)) {
            assertEquals(0, all.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void anAnswerBecomesAMachineWithTheNodesName() throws IOException {
        var seen = topologies.parse("bare", GOOD, "");
        assertEquals("bare", seen.name());
        assertEquals(ProcessorSet.of(0, 1), seen.processors());
        assertEquals(3, seen.memory().size(), seen.memory()::toString);
        assertNothingIsLeft();
    }

    @Test
    void anAnswerThatIsCutIsNotBelieved() throws IOException {
        for (var answer : new String[] {"", "end", GOOD.replace("\nend\n", "\n"), "+ sys\nend\n"}) {
            var problem = assertThrows(DiverException.class, () -> topologies.parse("bare", answer, "no such thing"))
                    .problem();
            assertEquals(Problem.Kind.DAMAGED, problem.kind());
            assertTrue(problem.what().startsWith("bare does not tell"), problem.text());
            assertTrue(!problem.text().contains(folder.toString()), problem.text());
        }
        assertNothingIsLeft();
    }

    @Test
    void noAnswerWritesAnywhereElse() throws IOException {
        var hostile = """
                + ../../outside
                + /etc/passwd
                + sys/devices/system/cpu/cpu0/topology/../../../../../../../outside
                + sys/firmware/memmap/../..
                + sys/firmware/memmap/a/.b
                + sys/devices/system/cpu/cpu0/topology/a/b
                ../outside:x
                sys/firmware/memmap/../x:y
                proc/iomem/x:y
                """;
        topologies.parse("bare", hostile + GOOD, "");
        assertNothingIsLeft();
    }
}
