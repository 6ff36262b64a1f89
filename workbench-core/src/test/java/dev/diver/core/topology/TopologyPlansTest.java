package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlanFormat;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TopologyPlansTest {
    private static String ranges(PartitionPlan plan) {
        return String.join(
                " ",
                plan.parts().getFirst().memory().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "one-core, 'cores=4,memory=1200MiB', 0-2, 3, 0x31e00000-0x4adfffff",
        // Both threads of a core.
        "one-core, 'cores=4,threads=2,memory=1200MiB', 0-5, 6-7, 0x31e00000-0x4adfffff",
        "one-core-for-linux, 'cores=4,threads=2,memory=1200MiB', 0-1, 2-7, 0x18e00000-0x4adfffff",
        "half-of-each, 'cores=5,memory=1GiB', 0-2, 3-4, 0x1fe00000-0x3fdfffff",
        // Half of each node.
        "half-of-each, 'sockets=2,cores=4,memory=1GiB+1GiB', '0-1,4-5', '2-3,6-7', "
                + "0x20000000-0x3fffffff 0x5fe00000-0x7fdfffff",
        "one-node, 'sockets=2,cores=4,memory=1GiB+1GiB', 0-3, 4-7, 0x40000000-0x7fdfffff",
        // The second node is at both sides of the hole; the further range begins where pages of 1 GiB do.
        "one-node, 'sockets=2,cores=2,threads=2,memory=2GiB+4GiB', 0-3, 4-7, "
                + "0x80000000-0xbfdfffff 0x100000000-0x1bfffffff",
        // It is above 4 GiB as a whole, and its kernel must start below.
        "one-node, 'sockets=2,cores=2,memory=4GiB+4GiB', 0-1, 2-3, 0xbbe00000-0xbfdfffff 0x140000000-0x23fffffff",
    })
    void templates(String template, String design, String linux, String special, String memory) {
        var topology = QemuDesign.parse(design).topology();
        var made = TopologyPlans.of(PlanTemplate.parse(template), topology);
        assertEquals(linux, made.plan().linux().processors().toString());
        assertEquals(special, made.plan().parts().getFirst().processors().toString());
        assertEquals(memory, ranges(made.plan()));
        assertTrue(SeenMachine.check(made.plan(), topology, OptionalInt.empty()).ok());
    }

    @Test
    void everyTemplateFitsManyMachines() {
        var tried = 0;
        for (var sockets = 1; sockets <= 3; sockets++) {
            for (var cores = 1; cores <= 4; cores++) {
                for (var memory : List.of("512MiB", "900MiB", "3000MiB", "5GiB", "64GiB")) {
                    for (var template : PlanTemplate.values()) {
                        var nodes = String.join("+", java.util.Collections.nCopies(sockets, memory));
                        var topology = QemuDesign.parse("type=q35,sockets=" + sockets + ",cores=" + cores
                                        + ",threads=2,memory=" + nodes)
                                .topology();
                        if (sockets * cores < 2 || sockets == 1 && template == PlanTemplate.ONE_NODE) {
                            assertThrows(DiverException.class, () -> TopologyPlans.of(template, topology));
                        } else {
                            var report = SeenMachine.check(
                                    TopologyPlans.of(template, topology).plan(), topology, OptionalInt.empty());
                            assertTrue(report.ok(), topology + " " + report);
                            assertTrue(
                                    report.conflicts().stream()
                                            .allMatch(one -> one.code() == Conflict.Code.ON_OTHER_NODE),
                                    topology + " " + report);
                            tried++;
                        }
                    }
                }
            }
        }
        assertEquals(3 * 5 * 3 + 8 * 5 * 4, tried);
    }

    @Test
    void ofAFileThatSaysNothingOfAddresses() throws IOException, InterruptedException {
        var topology = HwlocXml.read(Lstopo.synthetic("pack:2 numa:2(memory=4GB) core:8 pu:2"), "server.xml");
        var made = TopologyPlans.of(PlanTemplate.ONE_NODE, topology);
        assertTrue(
                made.notes().getFirst().contains("of server.xml lies is not known"),
                made.notes().toString());
        assertEquals("48-63", made.plan().parts().getFirst().processors().toString());
        // What was assumed has the right amounts.
        assertTrue(SeenMachine.check(made.plan(), topology, OptionalInt.empty()).ok());
        var bytes = new PartitionPlanFormat().write(made.plan());
        assertEquals(made.plan(), new PartitionPlanFormat().read(bytes, "plan"));
    }

    @Test
    void whatIsOfflineIsGivenToNobody() {
        var design = QemuDesign.parse("cores=4,memory=1GiB").topology();
        var topology = new Topology(
                design.name(), design.type(), design.packages(), design.nodes(), design.memory(), ProcessorSet.of(3));
        var made = TopologyPlans.of(PlanTemplate.ONE_CORE, topology);
        assertEquals("2", made.plan().parts().getFirst().processors().toString());
        assertEquals("0-1", made.plan().linux().processors().toString());
        assertTrue(
                made.notes().getFirst().contains("processors 3"), made.notes().toString());
    }

    @Test
    void thisHost() {
        // As it is, root or not: a plan, or the reason why there is none.
        try {
            var host = SysfsTopology.host();
            var made = TopologyPlans.of(PlanTemplate.ONE_CORE, host);
            assertTrue(made.plan().linux().processors().contains(0));
        } catch (DiverException e) {
            assertTrue(
                    e.problem().text().contains("cannot be divided"),
                    e.problem().text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qemu:sokets=2|Did you mean \"sockets\"?",
                "qemu:cores=0|is no number of cores",
                "qemu:cores=4096|1 to 255 processors",
                "qemu:type=hardware|type=pc or type=q35",
                "qemu:type=p|Did you mean \"pc\"?",
                "qemu:cores=1,memory=1GiB+1GiB|2 NUMA nodes are too many",
                "qemu:memory=1KiB|whole MiB",
                "qemu:memory=1000TiB+1000TiB,cores=2|at most 1024TiB together",
                "qemu:memory=|not an amount of memory",
                "hots|Did you mean \"host\"?",
                "missing.xml|lstopo machine.xml writes",
            })
    void machinesThatCannotBe(String word, String words) {
        var problem = assertThrows(DiverException.class, () -> MachineSource.read(word))
                .problem();
        assertTrue(problem.text().contains(words), problem.text());
    }
}
