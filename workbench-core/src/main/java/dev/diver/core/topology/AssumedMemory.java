package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.NumaNode;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;

/** Where memory would lie in a usual PC, for machines of which only its amount is known. */
final class AssumedMemory {
    /** Most firmware of PCs has devices from here to 4 GiB. */
    private static final long HOLE = 3L << 30;

    private static final long HOLE_END = 4L << 30;

    private AssumedMemory() {}

    static boolean isNeeded(Topology topology) {
        return topology.memory().stream().noneMatch(segment -> segment.node() >= 0 && segment.use() == Use.RAM);
    }

    /** The nodes one behind the other from 0 on, each with what is whole in it of 2 MiB. */
    static Topology laidOut(Topology topology) {
        var segments = new ArrayList<MemorySegment>();
        var nodes = new ArrayList<NumaNode>();
        var at = 0L;
        for (var node : topology.nodes()) {
            var unit = PartitionChecker.REGION_ALIGNMENT;
            var size = Math.max(node.memory().bytes() / unit * unit, unit);
            nodes.add(new NumaNode(node.processors(), new MemorySize(size), node.distances()));
            while (size > 0) {
                at = at == HOLE ? HOLE_END : at;
                var piece = at < HOLE ? Math.min(size, HOLE - at) : size;
                segments.add(
                        new MemorySegment(MemoryRange.between(at, at + piece), Use.RAM, nodes.size() - 1, "assumed"));
                at += piece;
                size -= piece;
            }
        }
        return new Topology(topology.name(), topology.type(), topology.packages(), nodes, segments, topology.offline());
    }
}
