package dev.diver.app.screen.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Code;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each conflict that can be mended is mended by each way that is offered. */
class WaysOutTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    private static PartitionReport check(PartitionPlan plan) {
        return PartitionChecker.check(plan, OptionalInt.empty());
    }

    private static UnaryOperator<PartitionPlan> region(long start, long end) {
        return plan -> new PartitionEdit.SetMemory(new Range(0, 0), MemoryRange.between(start, end)).apply(plan);
    }

    private static UnaryOperator<PartitionPlan> edit(PartitionEdit edit) {
        return edit::apply;
    }

    @Test
    void whatCanBeMendedIs() {
        var spoilers = Map.<Code, UnaryOperator<PartitionPlan>>ofEntries(
                Map.entry(Code.NO_PART, edit(new PartitionEdit.RemovePart(0))),
                Map.entry(Code.DEVICE_TWICE, edit(new PartitionEdit.SetDevices(Owner.part(0), List.of("serial1")))),
                Map.entry(Code.DEVICE_MISSING, edit(new PartitionEdit.SetDevices(Owner.part(0), List.of("tape")))),
                Map.entry(
                        Code.PROCESSOR_TWICE,
                        plan -> new PartitionPlan(
                                plan.machine(),
                                new PartitionPlan.Linux(ProcessorSet.of(0, 1, 2, 3), List.of()),
                                plan.parts())),
                Map.entry(Code.PROCESSOR_MISSING, edit(new PartitionEdit.Give(Owner.part(0), ProcessorSet.of(3, 9)))),
                Map.entry(Code.PROCESSOR_UNUSED, edit(new PartitionEdit.Drop(Owner.LINUX, ProcessorSet.of(2)))),
                Map.entry(
                        Code.LINUX_WITHOUT_PROCESSOR_0,
                        edit(new PartitionEdit.Give(Owner.part(0), ProcessorSet.of(0)))),
                Map.entry(
                        Code.LINUX_WITHOUT_PROCESSOR,
                        edit(new PartitionEdit.Give(Owner.part(0), ProcessorSet.between(0, 4)))),
                Map.entry(Code.PART_WITHOUT_PROCESSOR, edit(new PartitionEdit.Give(Owner.LINUX, ProcessorSet.of(3)))),
                Map.entry(Code.PART_WITHOUT_MEMORY, edit(new PartitionEdit.RemoveMemory(new Range(0, 0)))),
                Map.entry(Code.MISALIGNED, region(512 * MIB + 4096, 640 * MIB)),
                Map.entry(Code.BEYOND_MEMORY, region(5 * GIB, 6 * GIB)),
                Map.entry(Code.OVER_HOLE, region(3 * GIB - 64 * MIB, 3 * GIB + 64 * MIB)),
                Map.entry(Code.OVER_FIRMWARE, region(3 * GIB - 64 * MIB, 3 * GIB)),
                Map.entry(Code.IN_FIRST_MEBIBYTE, region(0, 64 * MIB)),
                Map.entry(Code.REGION_TOO_HIGH, region(4 * GIB, 4 * GIB + 64 * MIB)),
                Map.entry(Code.REGION_TOO_SMALL, region(512 * MIB, 514 * MIB)),
                Map.entry(
                        Code.RANGES_OVERLAP,
                        edit(new PartitionEdit.AddMemory(
                                0, MemoryRange.between(3 * GIB - 256 * MIB, 3 * GIB - 64 * MIB)))),
                Map.entry(
                        Code.LINUX_TOO_LITTLE_MEMORY,
                        plan -> new PartitionEdit.AddMemory(0, MemoryRange.between(4 * GIB, 5 * GIB))
                                .apply(region(2 * MIB, 3 * GIB - 2 * MIB).apply(plan))),
                Map.entry(Code.TOO_MANY_RANGES, plan -> {
                    var many = plan;
                    for (var i = 0; i < 4; i++) {
                        many = new PartitionEdit.AddMemory(
                                        0, MemoryRange.between((64 + 4 * i) * MIB, (66 + 4 * i) * MIB))
                                .apply(many);
                    }
                    return many;
                }));
        var plan = Machines.small(4, 4096);
        var topology = Machines.topology(plan);
        assertEquals(List.of(), check(plan).conflicts());
        spoilers.forEach((code, spoiler) -> mended(code, spoiler.apply(plan), topology));
    }

    private static void mended(Code code, PartitionPlan plan, Topology topology) {
        var report = check(plan);
        var conflict = report.conflicts().stream()
                .filter(one -> one.code() == code)
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + code + " but " + report.conflicts()));
        var ways = new WaysOut(plan, topology, report, WaysOutTest::check).of(conflict);
        assertFalse(ways.isEmpty(), code + ": " + conflict);
        for (var way : ways) {
            var after = check(way.edit().apply(plan));
            assertTrue(count(after, code) < count(report, code), code + ", " + way.name() + ": " + after.conflicts());
        }
    }

    private static long count(PartitionReport report, Code code) {
        return report.conflicts().stream()
                .map(Conflict::code)
                .filter(one -> one == code)
                .count();
    }

    @Test
    void namesWindowsSiblingsAndFarMemoryAreMendedToo() {
        var topology = Machines.hardware(2, 1, 4, 2, 16);
        var plan = Template.ONE_CORE.of(Machines.bare(topology), topology);
        var other = NewPart.of(plan, topology).orElseThrow();
        var named = new PartitionEdit.AddPart(new PartitionPlan.Part(
                        "kernel", other.processors(), other.memory(), List.of(), MemorySize.mebibytes(8)))
                .apply(plan);
        mended(Code.NAME_TWICE, named, topology);
        mended(Code.WINDOW_SIZE, named, topology);
        var split = new PartitionEdit.Give(Owner.part(0), ProcessorSet.of(1, 2)).apply(plan);
        mended(Code.SIBLINGS_SPLIT, split, topology);
        var far = new PartitionEdit.AddMemory(0, MemoryRange.between(6 * GIB, 7 * GIB)).apply(plan);
        mended(Code.ON_OTHER_NODE, far, topology);
    }

    @Test
    void thereIsNotAlwaysAWay() {
        var plan = Machines.small(4, 1024);
        var report = PartitionChecker.check(plan, OptionalInt.of(1));
        var conflict = report.conflicts().getFirst();
        assertEquals(Code.HOST_HAS_FEWER_PROCESSORS, conflict.code());
        assertEquals(List.of(), new WaysOut(plan, Machines.topology(plan), report, WaysOutTest::check).of(conflict));
    }

    @Test
    void templatesHaveNoConflicts() {
        for (var bare : List.of(
                Machines.small(2, 768),
                Machines.small(8, 6144),
                Machines.bare(Machines.hardware(2, 2, 8, 2, 16)),
                Machines.bare(Machines.hardware(2, 4, 128, 1, 128)))) {
            var topology = Machines.topology(bare);
            for (var template : Template.values()) {
                if (template == Template.ONE_NODE && topology.nodes().size() == 1) {
                    continue;
                }
                var plan = template.of(bare, topology);
                assertEquals(
                        List.of(),
                        check(plan).of(Conflict.Severity.CONFLICT),
                        template + " of " + topology.processors().size());
            }
        }
    }
}
