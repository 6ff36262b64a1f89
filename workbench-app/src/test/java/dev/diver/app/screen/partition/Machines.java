package dev.diver.app.screen.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.Topology.Cache;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.NumaNode;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Machines and plans for tests. */
final class Machines {
    private static final long GIB = 1L << 30;

    private Machines() {}

    /** QEMU's pc. */
    static PartitionPlan small(int processors, long mebibytes) {
        var machine = Machine.pc(processors, MemorySize.mebibytes(mebibytes));
        var bare = new PartitionPlan(
                machine, new PartitionPlan.Linux(machine.allProcessors(), List.of("serial1")), List.of());
        return Template.ONE_CORE.of(bare, topology(bare));
    }

    static Topology topology(PartitionPlan plan) {
        return MachineTopology.of("QEMU pc", plan.machine());
    }

    /** Hardware with shared caches; each node has the same RAM, and the first one a hole with devices below 4 GiB. */
    static Topology hardware(int packages, int nodesInPackage, int coresInNode, int threads, long gibibytes) {
        var all = new ArrayList<Topology.Package>();
        var nodes = new ArrayList<NumaNode>();
        var memory = new ArrayList<MemorySegment>();
        var cores = packages * nodesInPackage * coresInNode;
        var start = 0L;
        for (var pack = 0; pack < packages; pack++) {
            var own = new ArrayList<Topology.Core>();
            var caches = new ArrayList<Cache>();
            for (var inPackage = 0; inPackage < nodesInPackage; inPackage++) {
                var node = pack * nodesInPackage + inPackage;
                var inNode = ProcessorSet.NONE;
                for (var core = 0; core < coresInNode; core++) {
                    var number = node * coresInNode + core;
                    var siblings = new ProcessorSet(IntStream.range(0, threads)
                            .mapToObj(thread -> number + thread * cores)
                            .toList());
                    own.add(new Topology.Core(number, siblings));
                    caches.add(new Cache(2, Cache.Content.BOTH, MemorySize.mebibytes(1), siblings));
                    inNode = inNode.plus(siblings);
                }
                for (var first = 0; first < coresInNode; first += 8) {
                    var from = first;
                    caches.add(new Cache(
                            3,
                            Cache.Content.BOTH,
                            MemorySize.mebibytes(32),
                            own.subList(inPackage * coresInNode, own.size()).stream()
                                    .skip(from)
                                    .limit(8)
                                    .map(Topology.Core::threads)
                                    .reduce(ProcessorSet.NONE, ProcessorSet::plus)));
                }
                nodes.add(new NumaNode(
                        inNode, new MemorySize(gibibytes * GIB), distances(node, packages * nodesInPackage)));
                start = memory(memory, node, start, gibibytes * GIB);
            }
            all.add(new Topology.Package(pack, own, caches));
        }
        return new Topology("node7", MachineType.HARDWARE, all, nodes, memory);
    }

    private static List<Integer> distances(int node, int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(other -> other == node ? 10 : other / 4 == node / 4 ? 12 : 32)
                .toList();
    }

    private static long memory(List<MemorySegment> memory, int node, long start, long bytes) {
        if (node > 0) {
            memory.add(new MemorySegment(MemoryRange.between(start, start + bytes), Use.RAM, node, ""));
            return start + bytes;
        }
        var low = 3 * GIB;
        memory.add(new MemorySegment(MemoryRange.between(0, 64 << 20), Use.RAM, 0, ""));
        memory.add(new MemorySegment(MemoryRange.between(64 << 20, 128 << 20), Use.LINUX, 0, "Kernel code"));
        memory.add(new MemorySegment(MemoryRange.between(128 << 20, low), Use.RAM, 0, ""));
        memory.add(new MemorySegment(MemoryRange.between(low, low + (256 << 20)), Use.FIRMWARE, -1, "ACPI Tables"));
        memory.add(
                new MemorySegment(MemoryRange.between(low + (256 << 20), 4 * GIB), Use.DEVICE, -1, "PCI Bus 0000:00"));
        memory.add(new MemorySegment(MemoryRange.between(4 * GIB, GIB + bytes), Use.RAM, 0, ""));
        return GIB + bytes;
    }

    /** All Linux's. */
    static PartitionPlan bare(Topology topology) {
        var machine = topology.machine();
        return new PartitionPlan(machine, new PartitionPlan.Linux(machine.allProcessors(), List.of()), List.of());
    }

    /** 1 024 cores on 8 nodes, 64 ranges of memory in four parts. */
    static PartitionPlan huge(Topology topology) {
        var plan = bare(topology);
        for (var number = 0; number < 4; number++) {
            var node = topology.nodes().get(2 * number + 1);
            var ranges = new ArrayList<MemoryRange>();
            var ram = topology.machine().allNodes().get(2 * number + 1).memory().getFirst();
            for (var i = 0; i < 16; i++) {
                ranges.add(new MemoryRange(ram.start() + i * 3 * GIB, new MemorySize(2 * GIB)));
            }
            plan = new PartitionEdit.AddPart(new PartitionPlan.Part(
                            "solver-" + (number + 1), node.processors(), ranges, List.of(), PartitionPlan.WINDOW))
                    .apply(plan);
        }
        return plan;
    }
}
