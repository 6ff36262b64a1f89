package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Amounts;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.Topology.Cache;
import dev.diver.core.topology.Topology.Core;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a machine's processors are drawn: packages, in them NUMA nodes, in them cores, in them hardware threads. Pixels.
 *
 * @param cells in the order in which they are walked
 * @param side of a cell
 */
record CoreLayout(
        double width, double height, double side, List<Frame> frames, List<Cell> cells, List<CacheLine> caches) {
    static final double LEAST_SIDE = 7;
    static final double MOST_SIDE = 56;
    /** What is shown at 100 %. */
    static final double USUAL_SIDE = 30;

    private static final double MARGIN = 12;
    private static final double PADDING = 8;
    private static final double TITLE = 22;
    private static final double LETTER = 6.6;
    private static final double CACHE = 5;

    /**
     * A package or a node.
     *
     * @param head where its title stands
     */
    record Frame(Box box, Box head, String title, boolean isPackage, ProcessorSet processors) {}

    /** A hardware thread. */
    record Cell(Box box, int processor, int node, ProcessorSet core) {}

    /** A cache that several cores share, below them; a line of cores has one piece of it. */
    record CacheLine(Box box, String title, int level) {}

    CoreLayout {
        frames = List.copyOf(frames);
        cells = List.copyOf(cells);
        caches = List.copyOf(caches);
    }

    /** The largest cells with which everything is seen at once, as large as at 100 % at most, or the smallest ones. */
    static CoreLayout fitting(Topology topology, double width, double height) {
        var plan = new Plan(topology);
        for (var side = USUAL_SIDE; side > LEAST_SIDE; side--) {
            if (plan.height(width, side) <= height) {
                return plan.layout(width, side);
            }
        }
        return plan.layout(width, LEAST_SIDE);
    }

    static CoreLayout of(Topology topology, double width, double side) {
        return new Plan(topology).layout(width, Math.clamp(side, LEAST_SIDE, MOST_SIDE));
    }

    Optional<Cell> at(double x, double y) {
        return cells.stream().filter(cell -> cell.box().contains(x, y)).findFirst();
    }

    /** The frame whose title is there. */
    Optional<Frame> titleAt(double x, double y) {
        return frames.stream().filter(frame -> frame.head().contains(x, y)).findFirst();
    }

    /** The place in {@link #cells} of the nearest one in a direction, or the same one where there is none. */
    int step(int from, int dx, int dy) {
        var here = cells.get(from).box();
        var best = from;
        var least = Double.MAX_VALUE;
        for (var i = 0; i < cells.size(); i++) {
            var there = cells.get(i).box();
            var x = there.x() - here.x();
            var y = there.y() - here.y();
            var along = dx != 0 ? x * dx : y * dy;
            var across = dx != 0 ? Math.abs(y) : Math.abs(x);
            // Straight on first: what lies aside counts several times.
            var distance = along + across * (dx != 0 ? 50 : 3);
            if (along > 0.5 && distance < least && (dx == 0 || across < here.height() / 2)) {
                least = distance;
                best = i;
            }
        }
        // At the end of a line, on to the next one.
        return best == from && dx != 0 ? Math.clamp((long) from + dx, 0, cells.size() - 1) : best;
    }

    /** What is the same for all sizes. */
    private static final class Plan {
        private final Topology topology;
        private final List<Group> groups = new ArrayList<>();
        private final int threads;
        private final Map<Integer, Cache> shared = new HashMap<>();
        private final boolean packages;
        private final List<String> titles;
        private final List<List<Group>> inPackages;

        /** The cores of a node in a package. */
        private record Group(int pack, int node, String title, List<Core> cores, ProcessorSet processors) {}

        Plan(Topology topology) {
            this.topology = topology;
            packages = topology.packages().size() > 1
                    || !topology.packages().getFirst().caches().isEmpty();
            threads = topology.cores().stream()
                    .mapToInt(core -> core.threads().size())
                    .max()
                    .orElse(1);
            var nodes = new HashMap<Integer, Integer>();
            for (var node = 0; node < topology.nodes().size(); node++) {
                for (var processor : topology.nodes().get(node).processors().numbers()) {
                    nodes.put(processor, node);
                }
            }
            for (var pack = 0; pack < topology.packages().size(); pack++) {
                group(pack, nodes);
                caches(topology.packages().get(pack));
            }
            titles = topology.packages().stream().map(Plan::title).toList();
            for (var node = 0; node < topology.nodes().size(); node++) {
                if (topology.nodes().get(node).processors().isEmpty()) {
                    groups.add(new Group(
                            topology.packages().size() - 1,
                            node,
                            title(node) + ", no processors",
                            List.of(),
                            ProcessorSet.NONE));
                }
            }
            inPackages = IntStream.range(0, topology.packages().size())
                    .mapToObj(pack -> groups.stream()
                            .filter(group -> group.pack() == pack)
                            .toList())
                    .toList();
        }

        private void group(int pack, Map<Integer, Integer> nodes) {
            var byNode = topology.packages().get(pack).cores().stream()
                    .filter(core -> !core.threads().isEmpty())
                    .collect(Collectors.groupingBy(
                            core -> nodes.getOrDefault(core.threads().numbers().getFirst(), 0),
                            java.util.TreeMap::new,
                            Collectors.toList()));
            byNode.forEach((node, cores) -> groups.add(new Group(
                    pack,
                    node,
                    title(node),
                    cores,
                    new ProcessorSet(cores.stream()
                            .flatMap(core -> core.threads().numbers().stream())
                            .toList()))));
        }

        private String title(int node) {
            return "node " + node + "  \u00b7  "
                    + Amounts.of(topology.nodes().get(node).memory().bytes());
        }

        /** The largest cache that has more than a core, by processor; those of one core stand in the package's title. */
        private void caches(Topology.Package pack) {
            var coreSize = threads;
            pack.caches().stream()
                    .filter(cache -> cache.threads().size() > coreSize)
                    .sorted(java.util.Comparator.comparingInt(Cache::level))
                    .forEach(cache -> cache.threads().numbers().forEach(processor -> shared.put(processor, cache)));
        }

        private double gap(double side) {
            return Math.max(2, Math.round(side * 0.16));
        }

        private double core(double side) {
            return threads * side + (threads > 1 ? threads - 1 : 0);
        }

        private double line(double side) {
            return side + gap(side) + (shared.isEmpty() ? 0 : CACHE);
        }

        private double groupWidth(Group group, int columns, double side) {
            var count = Math.min(columns, group.cores().size());
            return 2 * PADDING
                    + Math.max(
                            count * (core(side) + gap(side)) - gap(side),
                            group.title().length() * LETTER);
        }

        private double groupHeight(Group group, int columns, double side) {
            var lines = (group.cores().size() + columns - 1) / columns;
            return TITLE + (lines == 0 ? 0 : lines * line(side) - gap(side) + PADDING);
        }

        double height(double width, double side) {
            return place(width, side, columns(width, side), null);
        }

        CoreLayout layout(double width, double side) {
            var columns = columns(width, side);
            var into = new Drawing();
            var height = place(width, side, columns, into);
            return new CoreLayout(width, height, side, into.frames, into.cells, into.caches);
        }

        /** As many cores in a line as make the whole the least high. */
        private int columns(double width, double side) {
            var largest = groups.stream()
                    .mapToInt(group -> group.cores().size())
                    .max()
                    .orElse(1);
            var room = width - 2 * MARGIN - 2 * PADDING - (packages ? 2 * PADDING : 0);
            var most = Math.clamp((long) ((room + gap(side)) / (core(side) + gap(side))), 1, Math.max(1, largest));
            return IntStream.rangeClosed(1, most)
                    .filter(columns -> columns == most || columns == largest || columns % 4 == 0 || columns < 4)
                    .boxed()
                    .min(java.util.Comparator.comparingDouble((Integer columns) -> place(width, side, columns, null))
                            .thenComparing(columns -> -columns))
                    .orElse(1);
        }

        private static final class Drawing {
            private final List<Frame> frames = new ArrayList<>();
            private final List<Cell> cells = new ArrayList<>();
            private final List<CacheLine> caches = new ArrayList<>();
        }

        /** @param into null where the height alone is asked for */
        private double place(double width, double side, int columns, Drawing into) {
            var x = MARGIN;
            var y = MARGIN;
            var lineHeight = 0.0;
            for (var pack = 0; pack < topology.packages().size(); pack++) {
                var number = pack;
                var own =
                        groups.stream().filter(group -> group.pack() == number).toList();
                var inset = packages ? PADDING : 0;
                var head = packages ? TITLE : 0;
                var size = flow(own, width - 2 * MARGIN - 2 * inset, side, columns, 0, 0, null);
                var titleWidth = packages ? titles.get(pack).length() * LETTER : 0;
                var boxWidth =
                        Math.min(Math.max(size.width(), titleWidth) + 2 * inset, Math.max(width - 2 * MARGIN, 1));
                var boxHeight = size.height() + head + inset;
                if (x > MARGIN && x + boxWidth > width - MARGIN) {
                    x = MARGIN;
                    y += lineHeight + MARGIN;
                    lineHeight = 0;
                }
                if (into != null) {
                    if (packages) {
                        into.frames.add(new Frame(
                                new Box(x, y, boxWidth, boxHeight),
                                new Box(x, y, boxWidth, TITLE),
                                titles.get(pack),
                                true,
                                own.stream().map(Group::processors).reduce(ProcessorSet.NONE, ProcessorSet::plus)));
                    }
                    flow(own, width - 2 * MARGIN - 2 * inset, side, columns, x + inset, y + head, into);
                }
                x += boxWidth + MARGIN;
                lineHeight = Math.max(lineHeight, boxHeight);
            }
            return y + lineHeight + MARGIN;
        }

        private static final double BETWEEN = 8;

        /** Nodes beside and below each other; the extent of all. */
        private Box flow(
                List<Group> own, double room, double side, int columns, double left, double top, Drawing into) {
            var x = 0.0;
            var y = 0.0;
            var lineHeight = 0.0;
            var widest = 0.0;
            for (var group : own) {
                var width = groupWidth(group, columns, side);
                var height = groupHeight(group, columns, side);
                if (x > 0 && x + width > room) {
                    x = 0;
                    y += lineHeight + BETWEEN;
                    lineHeight = 0;
                }
                if (into != null) {
                    draw(group, new Box(left + x, top + y, width, height), side, columns, into);
                }
                x += width + BETWEEN;
                widest = Math.max(widest, x - BETWEEN);
                lineHeight = Math.max(lineHeight, height);
            }
            return new Box(0, 0, widest, y + lineHeight);
        }

        private void draw(Group group, Box box, double side, int columns, Drawing into) {
            into.frames.add(new Frame(
                    box, new Box(box.x(), box.y(), box.width(), TITLE), group.title(), false, group.processors()));
            for (var i = 0; i < group.cores().size(); i++) {
                var core = group.cores().get(i);
                var x = box.x() + PADDING + i % columns * (core(side) + gap(side));
                var y = box.y() + TITLE + i / columns * line(side);
                var numbers = core.threads().numbers();
                for (var thread = 0; thread < numbers.size(); thread++) {
                    into.cells.add(new Cell(
                            new Box(x + thread * (side + 1), y, side, side),
                            numbers.get(thread),
                            group.node(),
                            core.threads()));
                }
                cache(core, i % columns == 0, new Box(x, y + side + 2, core(side), 3), into);
            }
        }

        private void cache(Core core, boolean begins, Box box, Drawing into) {
            var cache = shared.get(core.threads().numbers().getFirst());
            if (cache == null) {
                return;
            }
            var title =
                    "L" + cache.level() + " " + Amounts.of(cache.size().bytes()) + ", processors " + cache.threads();
            var last = into.caches.isEmpty() ? null : into.caches.getLast();
            if (!begins
                    && last != null
                    && last.title().equals(title)
                    && last.box().y() == box.y()) {
                var from = last.box();
                into.caches.removeLast();
                box = new Box(from.x(), from.y(), box.x() + box.width() - from.x(), from.height());
            }
            into.caches.add(new CacheLine(box, title, cache.level()));
        }

        private static String title(Topology.Package pack) {
            var caches = pack.caches().stream()
                    .collect(Collectors.groupingBy(
                            cache -> "L" + cache.level()
                                    + switch (cache.content()) {
                                        case DATA -> "d";
                                        case INSTRUCTIONS -> "i";
                                        case BOTH -> "";
                                    }
                                    + " " + Amounts.of(cache.size().bytes()),
                            java.util.TreeMap::new,
                            Collectors.counting()));
            var words = caches.entrySet().stream()
                    .map(entry -> (entry.getValue() > 1 ? entry.getValue() + " \u00d7 " : "") + entry.getKey())
                    .collect(Collectors.joining(", "));
            return "package " + pack.number() + (words.isEmpty() ? "" : "  \u00b7  " + words);
        }
    }
}
