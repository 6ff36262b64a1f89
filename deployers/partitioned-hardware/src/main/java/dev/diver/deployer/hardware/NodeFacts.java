package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code facts.sh} found on a node.
 *
 * @param values those that are there once, by name
 * @param missing tools that it lacks
 * @param regions physical memory of dives that run there now
 * @param dives how each dive that is there stands, by its run
 * @param blockSize bytes of a block of memory that can go offline; 0 where Linux knows none
 */
record NodeFacts(
        Map<String, String> values,
        List<String> missing,
        Map<Integer, Cpu> cpus,
        List<Block> blocks,
        List<MemoryRange> regions,
        Map<String, String> dives,
        long blockSize) {
    private static final int MOST_LINES = 300_000;
    private static final Pattern MEMMAP = Pattern.compile("(\\w+)\\$(\\w+)");

    /**
     * @param hotplug whether Linux can put it offline
     * @param node its NUMA node; -1 where that is not known
     * @param siblings all threads of its core, itself among them; none while it is offline
     */
    record Cpu(int number, boolean hotplug, int node, ProcessorSet siblings) {}

    /**
     * A block of memory, as Linux puts it offline.
     *
     * @param zones of an online block the zone that it is in ({@code Movable}, {@code Normal}), {@code none} for several
     */
    record Block(int number, String state, String zones) {
        boolean isOnline() {
            return state.equals("online");
        }

        boolean isMovable() {
            return zones.equals("Movable");
        }
    }

    static NodeFacts parse(String text) {
        try {
            return parsed(text);
        } catch (RuntimeException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            "The node's answer makes no sense.",
                            "Asked for its processors and memory it said: "
                                    + text.substring(0, Math.min(text.length(), 200))
                                            .strip(),
                            "See that a shell of the node's says nothing by itself: ssh NODE true."),
                    e);
        }
    }

    private static NodeFacts parsed(String text) {
        var values = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        var cpus = new TreeMap<Integer, Cpu>();
        var blocks = new ArrayList<Block>();
        var regions = new ArrayList<MemoryRange>();
        var dives = new LinkedHashMap<String, String>();
        for (var line : text.lines().limit(MOST_LINES).toList()) {
            var words = line.split(" ", 2);
            var rest = words.length > 1 ? words[1] : "";
            var fields = rest.split(" ", 4);
            switch (words[0]) {
                case "missing" -> missing.add(rest);
                case "cpu" -> {
                    var number = Integer.parseInt(fields[0]);
                    cpus.put(
                            number,
                            new Cpu(
                                    number,
                                    fields[1].equals("1"),
                                    fields[2].equals("-") ? -1 : Integer.parseInt(fields[2]),
                                    fields[3].equals("-") ? ProcessorSet.NONE : ProcessorSet.parse(fields[3])));
                }
                case "block" ->
                    blocks.add(new Block(Integer.parseInt(fields[0]), fields[1], rest.split(" ", 3)[2].strip()));
                case "region" -> {
                    var range = rest.split(",", 2);
                    regions.add(new MemoryRange(Long.decode(range[0]), new MemorySize(Long.decode(range[1]))));
                }
                case "dive" ->
                    dives.put(fields[0], rest.substring(fields[0].length()).strip());
                default -> values.put(words[0], rest);
            }
        }
        blocks.sort(Comparator.comparingInt(Block::number));
        return new NodeFacts(
                Map.copyOf(values),
                List.copyOf(missing),
                Map.copyOf(cpus),
                List.copyOf(blocks),
                List.copyOf(regions),
                Map.copyOf(dives),
                Long.parseLong(values.getOrDefault("block_size", "0"), 16));
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isRoot() {
        return value("uid").equals("0");
    }

    ProcessorSet online() {
        return ProcessorSet.parse(value("online"));
    }

    MemoryRange range(Block block) {
        return new MemoryRange(block.number() * blockSize, new MemorySize(blockSize));
    }

    /** Memory that Linux was told to leave alone ({@code memmap=SIZE$START}), as far as it is below 2^52. */
    List<MemoryRange> reserved() {
        var ranges = new ArrayList<MemoryRange>();
        for (var word : value("cmdline").replace("\"", "").split(" ")) {
            if (word.startsWith("memmap=")) {
                for (var one : word.substring("memmap=".length()).split(",")) {
                    var match = MEMMAP.matcher(one);
                    if (match.matches()) {
                        range(match.group(2), match.group(1)).ifPresent(ranges::add);
                    }
                }
            }
        }
        return MemoryRange.union(ranges);
    }

    private static Optional<MemoryRange> range(String start, String size) {
        try {
            return Optional.of(new MemoryRange(amount(start), new MemorySize(amount(size))));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** As Linux's memparse() reads it. */
    private static long amount(String text) {
        var unit = "KMGT".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
        var number = Long.decode(unit < 0 ? text : text.substring(0, text.length() - 1));
        return Math.multiplyExact(number, 1L << 10 * (unit + 1));
    }
}
