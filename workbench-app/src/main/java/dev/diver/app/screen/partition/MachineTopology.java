package dev.diver.app.screen.partition;

import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.Topology.Core;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.NumaNode;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** As much of a machine as its plan tells: no caches, packages of a virtual one, and of the memory what RAM and firmware's tables are. */
final class MachineTopology {
    private MachineTopology() {}

    static Topology of(String name, Machine machine) {
        var nodes = machine.allNodes();
        return new Topology(
                name,
                machine.type(),
                packages(machine),
                nodes.stream().map(node -> node(node, machine)).toList(),
                segments(machine, nodes));
    }

    /** Whether what a plan says of its machine fits to what is known of one. */
    static boolean fits(Topology topology, Machine machine) {
        var known = topology.machine();
        return known.type() == machine.type()
                && known.processors() == machine.processors()
                && known.allNodes().stream()
                        .map(Machine.Node::processors)
                        .toList()
                        .equals(machine.allNodes().stream()
                                .map(Machine.Node::processors)
                                .toList());
    }

    private static List<Topology.Package> packages(Machine machine) {
        var cores = cores(machine);
        var sockets = machine.packages();
        var packages = IntStream.range(0, sockets.size())
                .mapToObj(number -> new Topology.Package(
                        number,
                        cores.stream()
                                .filter(core -> sockets.get(number)
                                        .contains(core.threads().numbers().getFirst()))
                                .toList(),
                        List.of()))
                .toList();
        var inPackages = packages.stream().mapToInt(one -> one.cores().size()).sum();
        // A text may name packages that do not have all cores: then nobody knows.
        return inPackages == cores.size() && !packages.isEmpty()
                ? packages
                : List.of(new Topology.Package(0, cores, List.of()));
    }

    private static List<Core> cores(Machine machine) {
        var cores = new ArrayList<>(machine.cores().stream()
                .map(core -> core.and(machine.allProcessors()))
                .filter(core -> !core.isEmpty())
                .toList());
        var inCores = new java.util.BitSet();
        cores.forEach(core -> core.numbers().forEach(inCores::set));
        IntStream.range(0, machine.processors())
                .filter(processor -> !inCores.get(processor))
                .forEach(processor -> cores.add(ProcessorSet.of(processor)));
        cores.sort(Comparator.comparingInt(core -> core.numbers().getFirst()));
        return IntStream.range(0, cores.size())
                .mapToObj(number -> new Core(number, cores.get(number)))
                .toList();
    }

    private static NumaNode node(Machine.Node node, Machine machine) {
        var bytes =
                node.memory().stream().mapToLong(range -> range.size().bytes()).sum();
        var size = bytes > 0 ? new dev.diver.core.machine.MemorySize(bytes) : machine.memory();
        return new NumaNode(node.processors(), size, List.of());
    }

    private static List<MemorySegment> segments(Machine machine, List<Machine.Node> nodes) {
        var segments = new ArrayList<MemorySegment>();
        var tables = machine.firmwareTables();
        for (var number = 0; number < nodes.size(); number++) {
            for (var range : nodes.get(number).memory()) {
                var inside = tables.filter(range::contains);
                if (inside.isEmpty() || inside.get().start() == range.start()) {
                    segments.add(new MemorySegment(range, Use.RAM, number, ""));
                    continue;
                }
                var start = inside.get().start();
                segments.add(new MemorySegment(MemoryRange.between(range.start(), start), Use.RAM, number, ""));
                segments.add(new MemorySegment(inside.get(), Use.FIRMWARE, number, "ACPI tables"));
                if (inside.get().end() < range.end()) {
                    segments.add(new MemorySegment(
                            MemoryRange.between(inside.get().end(), range.end()), Use.RAM, number, ""));
                }
            }
        }
        return segments;
    }
}
