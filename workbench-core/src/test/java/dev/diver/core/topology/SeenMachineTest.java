package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Code;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeenMachineTest {
    private static final long MIB = 1 << 20;

    /** Two cores with two threads each, two nodes, Linux and firmware where they usually are. */
    private static Topology machine(List<MemorySegment> memory, ProcessorSet offline) {
        var packages = List.of(
                new Topology.Package(0, List.of(new Topology.Core(0, ProcessorSet.of(0, 2))), List.of()),
                new Topology.Package(1, List.of(new Topology.Core(0, ProcessorSet.of(1, 3))), List.of()));
        var nodes = List.of(node(0, memory, ProcessorSet.of(0, 2)), node(1, memory, ProcessorSet.of(1, 3)));
        return new Topology("node7", MachineType.HARDWARE, packages, nodes, memory, offline);
    }

    private static Topology.NumaNode node(int number, List<MemorySegment> memory, ProcessorSet processors) {
        var bytes = memory.stream()
                .filter(one -> one.node() == number)
                .mapToLong(one -> one.range().size().bytes())
                .sum();
        return new Topology.NumaNode(processors, new MemorySize(bytes == 0 ? 1000 * MIB : bytes), List.of());
    }

    private static MemorySegment segment(long from, long to, Use use, int node, String holder) {
        return new MemorySegment(MemoryRange.between(from * MIB, to * MIB), use, node, holder);
    }

    private static List<MemorySegment> memory() {
        return List.of(
                segment(1, 16, Use.RAM, 0, ""),
                segment(16, 48, Use.LINUX, 0, "Kernel code"),
                segment(48, 512, Use.RAM, 0, ""),
                segment(512, 514, Use.FIRMWARE, -1, "ACPI Tables"),
                segment(514, 1024, Use.RAM, 0, ""),
                segment(2048, 2304, Use.DEVICE, -1, "PCI Bus 0000:00"),
                segment(4096, 5120, Use.RAM, 1, ""));
    }

    private static final Topology SEEN = machine(memory(), ProcessorSet.NONE);

    private static PartitionPlan good() {
        return TopologyPlans.of(PlanTemplate.ONE_CORE, SEEN).plan();
    }

    private static PartitionPlan with(PartitionPlan plan, Machine machine) {
        return new PartitionPlan(machine, plan.linux(), plan.parts());
    }

    private static PartitionPlan withRange(long from, long to) {
        var part = good().parts().getFirst();
        return new PartitionPlan(
                SEEN.machine(),
                good().linux(),
                List.of(new PartitionPlan.Part(
                        part.name(),
                        part.processors(),
                        List.of(MemoryRange.between(from * MIB, to * MIB)),
                        part.devices(),
                        part.window())));
    }

    private static List<Conflict> of(PartitionPlan plan, Topology seen, Code code) {
        return SeenMachine.check(plan, seen, OptionalInt.empty()).conflicts().stream()
                .filter(one -> one.code() == code)
                .toList();
    }

    private static String differences(PartitionPlan plan, Topology seen) {
        return of(plan, seen, Code.MACHINE_DIFFERS).stream()
                .map(one -> one.where() + ": " + one.message())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aPlanForThisMachine() {
        var report = SeenMachine.check(good(), SEEN, OptionalInt.empty());
        assertTrue(report.ok(), report.toString());
        assertEquals("", differences(good(), SEEN));
        // Also while the part's processors are offline, which hides that they are threads of one core.
        var packages = List.of(
                SEEN.packages().getFirst(),
                new Topology.Package(
                        1,
                        List.of(new Topology.Core(0, ProcessorSet.of(1)), new Topology.Core(1, ProcessorSet.of(3))),
                        List.of()));
        var running = new Topology(
                "node7", MachineType.HARDWARE, packages, SEEN.nodes(), SEEN.memory(), ProcessorSet.of(1, 3));
        assertEquals("", differences(good(), running));
    }

    @Test
    void aPlanForAnotherMachine() {
        var machine = SEEN.machine();
        assertEquals(
                "/machine/type: The plan is for a machine of type pc, and node7 is hardware.",
                differences(with(good(), Machine.pc(4, MemorySize.mebibytes(1024))), SEEN));
        assertEquals(
                "/machine/processors: The plan's machine has 8 processors, and node7 has 0-3.",
                differences(
                        with(
                                good(),
                                new Machine(machine.type(), 8, machine.memory(), machine.nodes(), machine.cores())),
                        SEEN));
        assertEquals(
                "/machine/cores: 0-1 and 2-3 are threads of one core in the plan, and not on node7.",
                differences(
                        with(
                                good(),
                                new Machine(
                                        machine.type(),
                                        4,
                                        machine.memory(),
                                        machine.nodes(),
                                        List.of(ProcessorSet.of(0, 1), ProcessorSet.of(2, 3)))),
                        SEEN));
        assertEquals(
                "/machine/nodes: The plan's machine has 1 NUMA nodes, and node7 has 2.",
                differences(
                        with(
                                good(),
                                new Machine(
                                        machine.type(),
                                        4,
                                        machine.memory(),
                                        machine.nodes().subList(0, 1),
                                        machine.cores())),
                        SEEN));
        var swapped = new ArrayList<>(machine.nodes()).reversed();
        var all = differences(
                with(good(), new Machine(machine.type(), 4, machine.memory(), swapped, machine.cores())), SEEN);
        assertTrue(
                all.contains("/machine/nodes/0/processors: Node 0 has the processors 1,3 in the plan, and 0,2"), all);
        assertTrue(all.contains("Node 0 of node7 has no memory at 0x100000000-0x13fffffff."), all);
        assertTrue(all.contains("Node 1 of node7 has memory at 0x100000000-0x13fffffff, of which the plan"), all);
    }

    @Test
    void whereOnlyAmountsAreKnownTheyAreCompared() {
        var unknown = machine(List.of(), ProcessorSet.NONE);
        assertEquals("", differences(good(), unknown));
        var nodes = new ArrayList<>(SEEN.machine().nodes());
        nodes.set(1, new Machine.Node(nodes.get(1).processors(), List.of(MemoryRange.between(4096 * MIB, 8192 * MIB))));
        var machine = SEEN.machine();
        assertEquals(
                "/machine/nodes/1/memory: Node 1 has 4GiB in the plan, and about 1000MiB on node7.",
                differences(
                        with(good(), new Machine(machine.type(), 4, machine.memory(), nodes, machine.cores())),
                        unknown));
    }

    @Test
    void whoHoldsARange() {
        var linux = of(withRange(32, 96), SEEN, Code.OVER_LINUX).getFirst();
        assertEquals(
                "On node7, Linux itself is in 0x2000000-0x5ffffff now: 0x1000000-0x2ffffff (Kernel code).",
                linux.message());
        assertEquals(Conflict.Severity.WARNING, linux.severity());
        var firmware = of(withRange(400, 600), SEEN, Code.OVER_FIRMWARE).getFirst();
        assertTrue(firmware.message().contains("(ACPI Tables)"), firmware.message());
        assertEquals("End it at 0x20000000, or begin at 0x20200000.", firmware.remedy());
        assertEquals("/parts/0/memory/0", firmware.where());
        var device = of(withRange(2000, 2100), SEEN, Code.OVER_DEVICE).getFirst();
        assertTrue(device.message().contains("(PCI Bus 0000:00)"), device.message());
        assertEquals(List.of(), of(withRange(600, 700), SEEN, Code.OVER_FIRMWARE));
    }
}
