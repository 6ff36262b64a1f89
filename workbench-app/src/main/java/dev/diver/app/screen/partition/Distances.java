package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.stream.IntStream;

/** How far a part's processors are from memory. */
final class Distances {
    private Distances() {}

    /** The nodes that an owner's processors are on. */
    static List<Integer> nodes(PartitionPlan plan, Topology topology, Owner owner) {
        var processors = owner.processors(plan);
        return IntStream.range(0, topology.nodes().size())
                .filter(node -> topology.nodes().get(node).processors().numbers().stream()
                        .anyMatch(processors::contains))
                .boxed()
                .toList();
    }

    /** Behind a node's name: how far it is from the owner's processors, where there is more than one node. */
    static String words(PartitionPlan plan, Topology topology, int node, Owner owner) {
        var own = nodes(plan, topology, owner);
        if (topology.nodes().size() < 2 || own.isEmpty() || !owner.isPart()) {
            return "";
        }
        var name = owner.name(plan);
        var farthest = own.stream()
                .mapToInt(from -> distance(topology, from, node))
                .max()
                .orElse(0);
        if (farthest > 0) {
            return "  \u00b7  distance " + farthest + " from " + name
                    + (farthest == distance(topology, node, node) ? ", its own" : "");
        }
        return "  \u00b7  " + (own.contains(node) ? "near to " : "far from ") + name;
    }

    /** As ACPI has it, 10 for local; 0 where it is not known. */
    private static int distance(Topology topology, int from, int to) {
        var distances = topology.nodes().get(from).distances();
        return to < distances.size() ? distances.get(to) : 0;
    }
}
