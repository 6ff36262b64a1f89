package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An editor checks a plan while somebody drags: 1024 cores with two threads, 16 nodes, 64 ranges. */
class PartitionCheckerSpeedTest {
    private static final int CORES = 1024;
    private static final int NODES = 16;
    private static final int RANGES = 64;
    private static final long GIBIBYTE = 1L << 30;

    /** As long as a frame of a screen; on an idle machine it is a tenth of that. */
    private static final long MOST_NANOSECONDS = 16_000_000;

    static PartitionPlan large() {
        var nodes = IntStream.range(0, NODES)
                .mapToObj(node -> new Machine.Node(
                        ProcessorSet.between(node * CORES * 2 / NODES, (node + 1) * CORES * 2 / NODES),
                        List.of(new MemoryRange(node * 16 * GIBIBYTE, new MemorySize(16 * GIBIBYTE)))))
                .toList();
        var cores = IntStream.range(0, CORES)
                .mapToObj(core -> ProcessorSet.of(core * 2, core * 2 + 1))
                .toList();
        var parts = new ArrayList<PartitionPlan.Part>();
        for (var i = 0; i < RANGES; i++) {
            var first = CORES + i * CORES / RANGES;
            // Every other part begins in the middle of a core, and overlaps the one before.
            var odd = i % 2;
            parts.add(new PartitionPlan.Part(
                    "part" + i,
                    ProcessorSet.between(first - odd, first + CORES / RANGES - odd),
                    List.of(new MemoryRange(GIBIBYTE + (i * 32L << 20), MemorySize.mebibytes(32 + 2 * odd))),
                    List.of(),
                    PartitionPlan.WINDOW));
        }
        return new PartitionPlan(
                new Machine(MachineType.HARDWARE, CORES * 2, new MemorySize(NODES * 16 * GIBIBYTE), nodes, cores),
                new PartitionPlan.Linux(ProcessorSet.between(0, CORES), List.of()),
                parts);
    }

    @Test
    void largePlansAreCheckedWithinAFrame() {
        var plan = large();
        var best = Long.MAX_VALUE;
        for (var i = 0; i < 150; i++) {
            var start = System.nanoTime();
            var report = PartitionChecker.check(plan, OptionalInt.empty());
            best = Math.min(best, System.nanoTime() - start);
            assertTrue(report.conflicts().stream().anyMatch(one -> one.code() == Code.SIBLINGS_SPLIT));
            assertTrue(report.conflicts().stream().anyMatch(one -> one.code() == Code.RANGES_OVERLAP));
        }
        assertTrue(best < MOST_NANOSECONDS, best + " ns");
    }
}
