package dev.diver.app.bench;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.SysfsTopology;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What an editor does while somebody drags: it checks a plan of a large machine. */
final class PlanBench {
    private static final int CORES = 1024;
    private static final int NODES = 16;
    private static final int RANGES = 64;
    private static final long NODE_MEMORY = 16L << 30;
    private static final long FIRST = 1L << 30;
    private static final int ROUNDS = 1000;

    List<Measure> run() throws Exception {
        var plan = plan();
        var check = new Samples();
        for (var i = 0; i < 2 * ROUNDS; i++) {
            var samples = i < ROUNDS ? new Samples() : check; // the first ones warm up
            samples.time(() -> PartitionChecker.check(plan, OptionalInt.empty()));
        }
        var host = new Samples();
        for (var i = 0; i < ROUNDS / 100; i++) {
            host.time(SysfsTopology::host);
        }
        var what = "check a plan of " + CORES + " cores and " + RANGES + " ranges";
        return List.of(
                Measure.alone(what + ", median", check.medianMs(), "ms"),
                Measure.alone(what + ", 99th percentile", check.percentileMs(99), "ms"),
                Measure.alone("read this host's processors, caches, nodes and memory", host.medianMs(), "ms"));
    }

    /** Each part has 16 processors and a range; each second one shares a core and some memory with the one before. */
    private static PartitionPlan plan() {
        var nodes = IntStream.range(0, NODES)
                .mapToObj(node -> new Machine.Node(
                        ProcessorSet.between(node * CORES * 2 / NODES, (node + 1) * CORES * 2 / NODES),
                        List.of(new MemoryRange(node * NODE_MEMORY, new MemorySize(NODE_MEMORY)))))
                .toList();
        var cores = IntStream.range(0, CORES)
                .mapToObj(core -> ProcessorSet.of(core * 2, core * 2 + 1))
                .toList();
        var parts = IntStream.range(0, RANGES)
                .mapToObj(part -> new PartitionPlan.Part(
                        "part" + part,
                        ProcessorSet.between(CORES + part * 16 - part % 2, CORES + part * 16 + 16 - part % 2),
                        List.of(new MemoryRange(FIRST + (part * 32L << 20), MemorySize.mebibytes(32 + part % 2 * 2))),
                        List.of(),
                        PartitionPlan.WINDOW))
                .toList();
        return new PartitionPlan(
                new Machine(MachineType.HARDWARE, CORES * 2, new MemorySize(NODES * NODE_MEMORY), nodes, cores),
                new PartitionPlan.Linux(ProcessorSet.between(0, CORES), List.of()),
                parts);
    }
}
