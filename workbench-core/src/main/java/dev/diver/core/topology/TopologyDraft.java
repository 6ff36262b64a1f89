package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A machine as a reader finds it piece by piece, in any order; nothing of it has been believed yet. */
final class TopologyDraft {
    /** More than Linux can have (CONFIG_NODES_SHIFT is at most 10). */
    static final int MOST_NODES = 1024;

    /** Five levels for each processor, instructions apart. */
    static final int MOST_CACHES = 6 * ProcessorSet.LIMIT;

    private final String origin;
    private final List<DraftCore> cores = new ArrayList<>();
    private final List<Topology.Cache> caches = new ArrayList<>();
    private final TreeMap<Integer, DraftNode> nodes = new TreeMap<>();

    /** From a pair of nodes to their distance, as numbers of Linux. */
    private final Map<Pair, Integer> distances = new HashMap<>();

    private final BitSet known = new BitSet();
    private final BitSet offline = new BitSet();

    private record DraftCore(int pack, int number, ProcessorSet threads) {}

    private record DraftNode(BitSet processors, long bytes) {}

    private record Pair(int from, int to) {}

    /** @param origin names the file or host in errors */
    TopologyDraft(String origin) {
        this.origin = origin;
    }

    /** @param pack the package's number */
    void core(int pack, int number, ProcessorSet threads) {
        for (var thread : threads.numbers()) {
            if (known.get(thread)) {
                throw Refused.damaged(origin, "It has processor " + thread + " twice.", "");
            }
            known.set(thread);
        }
        if (!threads.isEmpty()) {
            cores.add(new DraftCore(pack, number, threads));
        }
    }

    boolean knows(int processor) {
        return known.get(processor);
    }

    void cache(int level, Topology.Cache.Content content, long bytes, ProcessorSet threads) {
        if (level < 1 || level > 5 || bytes < 1 || threads.isEmpty()) {
            return; // Linux and hwloc have caches whose size nobody told them; such a cache says nothing.
        }
        if (caches.size() == MOST_CACHES) {
            throw Refused.damaged(origin, "It has more than " + MOST_CACHES + " caches.", "");
        }
        caches.add(new Topology.Cache(level, content, new MemorySize(bytes), threads));
    }

    /** @param bytes 0 for a node that has processors only */
    void node(int number, ProcessorSet processors, long bytes) {
        if (bytes < 0 || bytes > Machine.MOST_MEMORY) {
            throw Refused.damaged(origin, "Its node " + number + " has an impossible amount of memory.", "");
        }
        if (nodes.size() == MOST_NODES || number < 0 || number >= ProcessorSet.LIMIT) {
            throw Refused.damaged(origin, "It has more than " + MOST_NODES + " NUMA nodes.", "");
        }
        var bits = new BitSet();
        processors.numbers().forEach(bits::set);
        if (nodes.put(number, new DraftNode(bits, bytes)) != null) {
            throw Refused.damaged(origin, "It has NUMA node " + number + " twice.", "");
        }
    }

    /** As ACPI's SLIT has them: 10 to 254; others are left out. */
    void distance(int from, int to, long value) {
        if (value >= 1 && value <= Short.MAX_VALUE) {
            distances.put(new Pair(from, to), (int) value);
        }
    }

    /**
     * A processor that is there and not in use.
     *
     * @param node Linux's number of its node, where that is known, or -1
     */
    void offline(int processor, int node) {
        offline.set(processor);
        if (nodes.containsKey(node)) {
            nodes.get(node).processors().set(processor);
        }
    }

    /** Linux's numbers of the nodes that have memory, in the order in which a topology has them. */
    List<Integer> nodeNumbers() {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().bytes() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** @param memory with positions in {@link #nodeNumbers} as nodes */
    Topology build(String name, List<Topology.MemorySegment> memory) {
        if (cores.isEmpty()) {
            throw Refused.damaged(origin, "It has no processors.", "");
        }
        withMemory();
        placeTheRest();
        return new Topology(
                name,
                MachineType.HARDWARE,
                packages(),
                nodes.keySet().stream().map(this::built).toList(),
                memory,
                ProcessorSet.of(offline));
    }

    /** The processors of a node without memory join the nearest one that has some: where Linux takes their memory, too. */
    private void withMemory() {
        var having = nodeNumbers();
        if (having.isEmpty()) {
            throw Refused.damaged(origin, "No NUMA node in it has memory.", "");
        }
        for (var number : List.copyOf(nodes.keySet())) {
            if (!having.contains(number)) {
                var nearest = having.stream()
                        .min(Comparator.comparingInt(
                                other -> distances.getOrDefault(new Pair(number, other), Integer.MAX_VALUE)))
                        .orElseThrow();
                nodes.get(nearest).processors().or(nodes.get(number).processors());
                nodes.remove(number);
            }
        }
    }

    /**
     * Offline processors, of which Linux does not say where they are, and those that no node names. Those that several
     * name are the first one's: hwloc has the processors that are near as a node's own, where it has memory only, too.
     */
    private void placeTheRest() {
        var all = new BitSet();
        all.or(known);
        all.or(offline);
        var seen = new BitSet();
        for (var node : nodes.entrySet()) {
            var processors = node.getValue().processors();
            processors.and(all);
            processors.andNot(seen);
            seen.or(processors);
        }
        all.stream()
                .filter(processor -> !seen.get(processor))
                .forEach(nodes.firstEntry().getValue().processors()::set);
        offline.stream().filter(processor -> !known.get(processor)).forEach(processor -> {
            var node = nodes.values().stream()
                    .filter(one -> one.processors().get(processor))
                    .findFirst()
                    .orElseThrow();
            var pack = cores.stream()
                    .filter(core -> core.threads().numbers().stream().anyMatch(node.processors()::get))
                    .mapToInt(DraftCore::pack)
                    .findFirst()
                    .orElse(cores.getFirst().pack());
            var last = cores.stream()
                    .filter(core -> core.pack() == pack)
                    .mapToInt(DraftCore::number)
                    .max()
                    .orElse(-1);
            cores.add(new DraftCore(pack, last + 1, ProcessorSet.of(processor)));
        });
    }

    private List<Topology.Package> packages() {
        var packages = new TreeMap<Integer, List<Topology.Core>>();
        var packageOf = new int[ProcessorSet.LIMIT];
        for (var core : cores) {
            packages.computeIfAbsent(core.pack(), _ -> new ArrayList<>())
                    .add(new Topology.Core(core.number(), core.threads()));
            core.threads().numbers().forEach(thread -> packageOf[thread] = core.pack());
        }
        var cachesOf = new HashMap<Integer, List<Topology.Cache>>();
        for (var cache : caches) {
            var first = cache.threads().numbers().getFirst();
            cachesOf.computeIfAbsent(packageOf[first], _ -> new ArrayList<>()).add(cache);
        }
        return packages.entrySet().stream()
                .map(one -> new Topology.Package(
                        one.getKey(),
                        one.getValue().stream()
                                .sorted(Comparator.comparing(
                                        core -> core.threads().numbers().getFirst()))
                                .toList(),
                        cachesOf.getOrDefault(one.getKey(), List.of()).stream()
                                .sorted(Comparator.comparingInt(Topology.Cache::level)
                                        .thenComparing(Topology.Cache::content)
                                        .thenComparing(cache ->
                                                cache.threads().numbers().getFirst()))
                                .toList()))
                .toList();
    }

    private Topology.NumaNode built(int number) {
        var node = nodes.get(number);
        var row = nodes.keySet().stream()
                .map(other -> distances.getOrDefault(new Pair(number, other), 0))
                .toList();
        return new Topology.NumaNode(
                ProcessorSet.of(node.processors()), new MemorySize(node.bytes()), row.contains(0) ? List.of() : row);
    }
}
