package dev.diver.core.topology;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A machine as its Linux tells of it in /sys and /proc (Documentation/ABI/stable/sysfs-devices-system-cpu and
 * sysfs-devices-node, Documentation/admin-guide/cputopology.rst). The files may be a copy: those of a node are the same.
 */
public final class SysfsTopology {
    /** All that is read, below the root, as patterns of a shell: what has to be brought from a node. */
    public static final List<String> FILES = List.of(
            "proc/iomem",
            "proc/meminfo",
            "proc/sys/kernel/hostname",
            "sys/devices/system/cpu/present",
            "sys/devices/system/cpu/online",
            "sys/devices/system/cpu/cpu*/topology/*",
            "sys/devices/system/cpu/cpu*/cache/index*/*",
            "sys/devices/system/node/node*/cpulist",
            "sys/devices/system/node/node*/distance",
            "sys/devices/system/node/node*/meminfo",
            "sys/devices/system/node/node*/cpu*",
            "sys/devices/system/node/node*/memory*",
            "sys/devices/system/memory/block_size_bytes",
            "sys/firmware/memmap/*/*");

    private static final String CPU = "sys/devices/system/cpu/";
    private static final String NODE = "sys/devices/system/node/";
    private static final Pattern TOTAL = Pattern.compile("MemTotal: +([0-9]{1,15}) kB");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMG]?)");
    private static final int MOST_RANGES_OF_FIRMWARE = 1024;

    private final FileTree files;
    private final TopologyDraft draft;
    private final Map<Integer, ProcessorSet> nodes = new TreeMap<>();

    private SysfsTopology(FileTree files, String origin) {
        this.files = files;
        this.draft = new TopologyDraft(origin);
    }

    /** This host. */
    public static Topology host() {
        return read(Path.of("/"));
    }

    /**
     * Where physical addresses are not shown (Linux shows them to root only), the topology has no memory segments.
     *
     * @param root what contains {@code sys} and {@code proc}
     */
    public static Topology read(Path root) {
        try {
            return new SysfsTopology(new FileTree(root), root.toString().equals("/") ? "This host" : root.toString())
                    .topology();
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.NOT_FOUND, root + " cannot be read.", String.valueOf(e.getMessage()), ""),
                    e);
        }
    }

    private Topology topology() {
        var present = present();
        var online = files.has(CPU + "online") ? list(CPU + "online") : running(present);
        cores(online);
        caches(online);
        var segments = nodesWithMemory(MemoryMap.parse(files.text("proc/iomem").orElse(""), firmwareRam()), online);
        distances();
        for (var processor : present.minus(online).numbers()) {
            draft.offline(processor, nodeOf(processor));
        }
        var name = files.text("proc/sys/kernel/hostname").filter(one -> one.matches("[A-Za-z0-9._-]{1,253}"));
        return draft.build(name.orElse("host"), segments);
    }

    /** Linux before 2.6.26 had directories only. */
    private ProcessorSet present() {
        return files.has(CPU + "present")
                ? list(CPU + "present")
                : new ProcessorSet(files.numbers(CPU, "cpu").stream()
                        .filter(number -> number < ProcessorSet.LIMIT)
                        .toList());
    }

    private ProcessorSet running(ProcessorSet present) {
        return new ProcessorSet(present.numbers().stream()
                .filter(number -> files.number(CPU + "cpu" + number + "/online").orElse(1) == 1)
                .toList());
    }

    private void cores(ProcessorSet online) {
        var done = new BitSet();
        for (var processor : online.numbers()) {
            if (done.get(processor)) {
                continue;
            }
            var topology = CPU + "cpu" + processor + "/topology/";
            // The second one is what Linux had before 5.6.
            var siblings = set(topology + "core_cpus", "_list");
            var known = siblings.isEmpty() ? set(topology + "thread_siblings", "_list") : siblings;
            var threads = new ArrayList<>(known.and(online).numbers().stream()
                    .filter(thread -> !done.get(thread))
                    .toList());
            if (!threads.contains(processor)) {
                threads.add(processor);
            }
            threads.forEach(done::set);
            draft.core(
                    Math.max(files.number(topology + "physical_package_id").orElse(0), 0),
                    Math.max(files.number(topology + "core_id").orElse(processor), 0),
                    new ProcessorSet(threads));
        }
    }

    private void caches(ProcessorSet online) {
        var seen = new HashSet<String>();
        for (var processor : online.numbers()) {
            var caches = CPU + "cpu" + processor + "/cache/";
            for (var index : files.numbers(caches, "index")) {
                var cache = caches + "index" + index + "/";
                var level = files.number(cache + "level").orElse(0);
                var type = files.text(cache + "type").orElse("");
                var shared = set(cache + "shared_cpu", "_list");
                if (seen.add(level + type + shared)) {
                    var content = switch (type) {
                        case "Data" -> Topology.Cache.Content.DATA;
                        case "Instruction" -> Topology.Cache.Content.INSTRUCTIONS;
                        default -> Topology.Cache.Content.BOTH;
                    };
                    draft.cache(level, content, size(files.text(cache + "size").orElse("")), shared);
                }
            }
        }
    }

    private static long size(String text) {
        var match = SIZE.matcher(text);
        return match.matches()
                ? Long.parseLong(match.group(1))
                        << " KMG".indexOf(match.group(2).isEmpty() ? " " : match.group(2)) * 10
                : 0;
    }

    /** Cuts RAM where it passes from node to node, and tells the draft each node with its amount. */
    private List<MemorySegment> nodesWithMemory(List<MemorySegment> map, ProcessorSet online) {
        var numbers = files.numbers(NODE, "node").stream()
                .limit(TopologyDraft.MOST_NODES)
                .toList();
        if (numbers.isEmpty()) {
            // A Linux without NUMA.
            var bytes = map.isEmpty() ? total(files.text("proc/meminfo").orElse("")) : ram(map);
            draft.node(0, online, bytes);
            return map.stream().map(segment -> onNode(segment, 0)).toList();
        }
        numbers.forEach(number -> nodes.put(number, set(NODE + "node" + number + "/cpu", "list")));
        var cut = numbers.size() == 1
                ? map.stream()
                        .map(segment -> onNode(segment, numbers.getFirst()))
                        .toList()
                : map.stream().flatMap(segment -> cut(segment).stream()).toList();
        for (var number : numbers) {
            var own = cut.stream().filter(segment -> segment.node() == number).toList();
            var bytes = ram(own);
            // Nobody's where the map is not known, or not which of it is whose.
            draft.node(
                    number,
                    nodes.get(number),
                    bytes == 0
                            ? total(files.text(NODE + "node" + number + "/meminfo")
                                    .orElse(""))
                            : bytes);
        }
        var positions = new HashMap<Integer, Integer>();
        draft.nodeNumbers().forEach(number -> positions.put(number, positions.size()));
        return cut.stream()
                .map(segment -> new MemorySegment(
                        segment.range(), segment.use(), positions.getOrDefault(segment.node(), -1), segment.holder()))
                .toList();
    }

    private static long ram(List<MemorySegment> segments) {
        return segments.stream()
                .filter(SysfsTopology::isRam)
                .mapToLong(segment -> segment.range().size().bytes())
                .sum();
    }

    private static boolean isRam(MemorySegment segment) {
        return segment.use() == Use.RAM || segment.use() == Use.LINUX;
    }

    private static MemorySegment onNode(MemorySegment segment, int node) {
        return isRam(segment) ? new MemorySegment(segment.range(), segment.use(), node, segment.holder()) : segment;
    }

    private List<MemorySegment> cut(MemorySegment segment) {
        if (!isRam(segment)) {
            return List.of(segment);
        }
        var pieces = new ArrayList<MemorySegment>();
        for (var stretch : stretches()) {
            if (stretch.range().overlaps(segment.range())) {
                var both = MemoryRange.between(
                        Math.max(stretch.range().start(), segment.range().start()),
                        Math.min(stretch.range().end(), segment.range().end()));
                pieces.add(new MemorySegment(both, segment.use(), stretch.node(), segment.holder()));
            }
        }
        return pieces.isEmpty() ? List.of(segment) : pieces;
    }

    private record Stretch(int node, MemoryRange range) {}

    private List<Stretch> stretches;

    /** Where the blocks of memory hotplug are, which lie in one node each; neighbours as one. */
    private List<Stretch> stretches() {
        if (stretches == null) {
            stretches = new ArrayList<>();
            var text = files.text("sys/devices/system/memory/block_size_bytes").orElse("");
            var size = text.matches("[0-9a-f]{1,12}") ? Long.parseLong(text, 16) : 0;
            for (var node : nodes.keySet()) {
                var last = -2;
                for (var block : size == 0 ? List.<Integer>of() : files.numbers(NODE + "node" + node, "memory")) {
                    if (block > MemoryRange.LIMIT / size - 1) {
                        break;
                    }
                    var start =
                            block == last + 1 ? stretches.removeLast().range().start() : block * size;
                    stretches.add(new Stretch(node, MemoryRange.between(start, (block + 1) * size)));
                    last = block;
                }
            }
            stretches.sort(Comparator.comparingLong(stretch -> stretch.range().start()));
        }
        return stretches;
    }

    private static long total(String meminfo) {
        var match = TOTAL.matcher(meminfo);
        return match.find() ? Long.parseLong(match.group(1)) << 10 : 0;
    }

    private void distances() {
        for (var from : nodes.keySet()) {
            var words =
                    files.text(NODE + "node" + from + "/distance").orElse("").split("\\s+");
            var to = nodes.keySet().iterator();
            for (var word : words) {
                if (to.hasNext() && word.matches("[0-9]{1,5}")) {
                    draft.distance(from, to.next(), Long.parseLong(word));
                }
            }
        }
    }

    /** Linux leaves an offline processor's entry with its node. */
    private int nodeOf(int processor) {
        return nodes.keySet().stream()
                .filter(node -> files.has(NODE + "node" + node + "/cpu" + processor))
                .findFirst()
                .orElse(-1);
    }

    private List<MemoryRange> firmwareRam() {
        var ranges = new ArrayList<MemoryRange>();
        for (var entry : files.numbers("sys/firmware/memmap", "")) {
            var base = "sys/firmware/memmap/" + entry + "/";
            var start = files.text(base + "start").orElse("");
            var end = files.text(base + "end").orElse("");
            if (files.text(base + "type").orElse("").equals("System RAM")
                    && start.matches("0x[0-9a-f]{1,13}")
                    && end.matches("0x[0-9a-f]{1,12}")
                    && Long.decode(start) < Long.decode(end)
                    && ranges.size() < MOST_RANGES_OF_FIRMWARE) {
                ranges.add(MemoryRange.between(Long.decode(start), Long.decode(end) + 1));
            }
        }
        return MemoryRange.union(ranges);
    }

    /** From a list, or where there is none from the bitmap beside it: copies often have one of the two. */
    private ProcessorSet set(String name, String list) {
        if (files.has(name + list)) {
            return list(name + list);
        }
        var map = files.text(files.has(name) ? name : name + list.replace("list", "map"));
        return map.flatMap(text -> HwlocBitmap.parse("0x" + text.replace(",", ",0x")))
                .map(ProcessorSet::of)
                .orElse(ProcessorSet.NONE);
    }

    private ProcessorSet list(String name) {
        try {
            return ProcessorSet.parse(files.text(name).orElse(""));
        } catch (DiverException e) {
            throw Refused.damaged(name, String.valueOf(e.getMessage()), "");
        }
    }
}
