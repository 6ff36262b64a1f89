package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.node.DryRun;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.TopologyPlans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node is made of, and what plans would do to it. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class HardwarePartitioningTest {
    private final Lab lab;
    private final HardwarePartitioning partitioning;

    HardwarePartitioningTest(Lab lab) {
        this.lab = lab;
        lab.trust();
        partitioning = new HardwarePartitioning(lab.engine.home, lab.engine.connector);
    }

    private Topology topology() {
        return partitioning.topology(lab.engine.node("bare"), Progress.NONE, new Cancellation());
    }

    private DryRun dryRun(PartitionPlan plan) {
        return partitioning.dryRun(lab.engine.node("bare"), plan, Progress.NONE, new Cancellation());
    }

    private static List<Finding> failed(DryRun run) {
        return run.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.FAILS)
                .toList();
    }

    private static PartitionPlan plan(Machine machine, PartitionPlan.Part... parts) {
        var taken = List.of(parts).stream()
                .map(PartitionPlan.Part::processors)
                .reduce(ProcessorSet.NONE, ProcessorSet::plus);
        return new PartitionPlan(
                machine, new PartitionPlan.Linux(machine.allProcessors().minus(taken), List.of()), List.of(parts));
    }

    private static PartitionPlan.Part part(String name, int processor, MemoryRange... ranges) {
        return new PartitionPlan.Part(
                name, ProcessorSet.of(processor), List.of(ranges), List.of(), PartitionPlan.WINDOW);
    }

    @Test
    void aNodeIsSeenAsItIs() {
        var seen = topology();
        assertEquals("bare", seen.name());
        assertEquals(MachineType.HARDWARE, seen.type());
        assertEquals(2, seen.packages().size());
        assertEquals(
                List.of(ProcessorSet.of(0, 1), ProcessorSet.of(2, 3)),
                seen.nodes().stream().map(Topology.NumaNode::processors).toList());
        assertEquals(List.of(10, 20), seen.nodes().getFirst().distances());
        // All but what the firmware keeps.
        assertTrue(seen.machine().memory().bytes() > 1534L << 20, seen.machine()::toString);
        assertTrue(
                seen.memory().stream().anyMatch(segment -> segment.use() == Topology.Use.LINUX),
                seen.memory()::toString);
    }

    @Test
    void stepsOfEveryPartAreTold() {
        var movable = lab.movable();
        var first = lab.facts().range(movable.get(0));
        var run = dryRun(plan(
                topology().machine(),
                part("one", 2, first),
                part("two", 3, new MemoryRange(0x28000000L, MemorySize.mebibytes(64)))));
        assertEquals(List.of(), failed(run));
        assertTrue(run.ok());
        assertEquals("bare", run.node());
        assertEquals(
                List.of(
                        "processor 2 goes offline",
                        "memory block " + movable.get(0).number() + " goes offline",
                        "the module for co-kernels is loaded, unless it is"),
                run.parts().getFirst().steps().stream().map(DryRun.Step::what).toList());
        assertEquals(
                List.of("echo 0 > /sys/devices/system/cpu/cpu3/online", "insmod diver_cokernel.ko"),
                run.parts().getLast().steps().stream().map(DryRun.Step::taken).toList());
        assertTrue(lab.isEverythingBack());
    }

    /** By template, without a look at what of it is movable: then the plan's own command line is the way. */
    @Test
    void aPlanByTemplateIsOfThisMachine() {
        var made = TopologyPlans.of(PlanTemplate.ONE_CORE, topology()).plan();
        var run = dryRun(made);
        assertTrue(
                run.findings().stream().noneMatch(finding -> finding.what().equals("plan: machine-differs")),
                run::toString);
    }

    @Test
    void aPlanOfAnotherMachineIsAFinding() {
        var other = new Machine(
                MachineType.HARDWARE,
                8,
                MemorySize.mebibytes(8192),
                List.of(new Machine.Node(
                        ProcessorSet.between(0, 8), List.of(new MemoryRange(0, MemorySize.mebibytes(8192))))),
                List.of());
        var run = dryRun(plan(other, part("far", 7, new MemoryRange(0x60000000L, MemorySize.mebibytes(64)))));
        assertEquals(
                List.of("plan: machine-differs", "plan: over-device", "far: processors", "far: memory"),
                failed(run).stream().map(Finding::what).toList());
        assertTrue(failed(run).getFirst().message().contains("has 8 processors, and bare has 0-3"), run::toString);
        assertEquals(List.of(), run.parts().getFirst().steps());
    }

    @Test
    void memoryThatDoesNotMoveIsNamedWithWhatToBootWith() {
        var block = lab.facts().blocks().stream()
                .filter(one -> !one.isMovable() && one.number() > 0)
                .findFirst()
                .orElseThrow();
        var run = dryRun(plan(topology().machine(), part("low", 3, lab.facts().range(block))));
        var finding = failed(run).getLast();
        assertEquals("low: memory", finding.what());
        assertTrue(
                finding.message().startsWith("Memory block " + block.number() + " (")
                        && finding.message().contains("in the zone " + block.zones()),
                finding::toString);
        assertTrue(
                finding.remedy().contains("movablecore=") && finding.remedy().contains("memmap="), finding::toString);
        // What would be tried, nevertheless.
        assertEquals(3, run.parts().getFirst().steps().size());
    }

    @Test
    void whatNoDiveCanTakeIsAFinding() {
        var block = lab.facts().range(lab.movable().getFirst());
        var half = block.size().bytes() / 2;
        var low = MemoryRange.between(block.start(), block.start() + half);
        var high = MemoryRange.between(block.start() + half, block.end());
        var run = dryRun(plan(
                topology().machine(),
                part("several", 1, low, new MemoryRange(0x28000000L, MemorySize.mebibytes(64))),
                part("shares", 2, low),
                part("blocks", 3, high)));
        var failed = failed(run);
        assertTrue(
                failed.stream()
                        .anyMatch(finding -> finding.what().equals("several: memory")
                                && finding.message().contains("2 ranges")),
                failed::toString);
        assertTrue(
                run.findings().stream()
                        .anyMatch(finding -> finding.what().equals("plan: blocks")
                                && finding.message().contains("shares, blocks need the same memory blocks")),
                run::toString);
        assertEquals(List.of(), run.parts().getFirst().steps());
    }
}
