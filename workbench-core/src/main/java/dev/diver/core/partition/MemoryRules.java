package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What must hold of who has which memory. */
final class MemoryRules {
    private static final long PAGE = 4096;
    private static final long FIRST_MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;

    private final PartitionPlan plan;
    private final Findings findings;
    private final List<MemoryRange> ram;
    private final Optional<MemoryRange> firmwareTables;
    private final List<Place> places = new ArrayList<>();

    private MemoryRules(PartitionPlan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
        // Where the machine's own memory is in question, what lies outside of it is too.
        this.ram =
                findings.has(Code.MACHINE_MEMORY) ? List.of() : plan.machine().ram();
        this.firmwareTables = plan.machine().firmwareTables();
        var nodeOf = nodeOf(plan.machine());
        for (var i = 0; i < plan.parts().size(); i++) {
            var part = plan.parts().get(i);
            var own = own(part, nodeOf);
            for (var j = 0; j < part.memory().size(); j++) {
                var where = "/parts/" + i + "/memory/" + j;
                places.add(new Place(part, where, part.memory().get(j), j == 0, own));
            }
        }
    }

    /** The position of each processor's node, the first one where several have it; -1 where none has. */
    private static int[] nodeOf(Machine machine) {
        var nodeOf = new int[ProcessorSet.LIMIT];
        Arrays.fill(nodeOf, -1);
        for (var i = machine.nodes().size() - 1; i >= 0; i--) {
            for (var processor : machine.nodes().get(i).processors().numbers()) {
                nodeOf[processor] = i;
            }
        }
        return nodeOf;
    }

    /** The positions of the nodes that a part's processors are on, once for all of its ranges. */
    private static BitSet own(PartitionPlan.Part part, int[] nodeOf) {
        var own = new BitSet();
        for (var processor : part.processors().numbers()) {
            if (nodeOf[processor] >= 0) {
                own.set(nodeOf[processor]);
            }
        }
        return own;
    }

    /**
     * @param region whether it is its part's first range
     * @param own the positions of its part's nodes
     */
    private record Place(PartitionPlan.Part part, String where, MemoryRange range, boolean region, BitSet own) {}

    static void check(PartitionPlan plan, Findings findings) {
        var rules = new MemoryRules(plan, findings);
        rules.parts();
        for (var place : rules.places) {
            rules.aligned(place);
            rules.insideOfRam(place);
            if (place.region()) {
                rules.region(place);
            } else {
                rules.pages(place);
            }
            rules.near(place);
        }
        rules.overlaps();
        rules.linux();
        rules.linuxItself();
    }

    private void parts() {
        for (var i = 0; i < plan.parts().size(); i++) {
            var part = plan.parts().get(i);
            if (part.memory().isEmpty()) {
                findings.add(
                        Code.PART_WITHOUT_MEMORY,
                        "/parts/" + i + "/memory",
                        "The part \"" + part.name() + "\" has no memory.",
                        "Give it a range of at least " + PartitionChecker.LEAST_REGION + ".");
            }
            if (!part.window().equals(PartitionPlan.WINDOW)) {
                findings.add(
                        Code.WINDOW_SIZE,
                        "/parts/" + i + "/window",
                        "Kernel, module and workbench share a window of " + PartitionPlan.WINDOW + ", not of "
                                + part.window() + ".",
                        "Write " + PartitionPlan.WINDOW + ", or leave the key out.");
            }
        }
    }

    private void aligned(Place place) {
        var alignment = place.region() ? PartitionChecker.REGION_ALIGNMENT : PAGE;
        var unit = new MemorySize(alignment);
        var start = place.range().start();
        if (start % alignment != 0) {
            var below = start - start % alignment;
            findings.add(
                    Code.MISALIGNED,
                    place.where() + "/start",
                    MemoryRange.address(start) + " is no multiple of " + unit + ".",
                    "Near are " + MemoryRange.address(below) + " and " + MemoryRange.address(below + alignment) + ".");
        }
        var size = place.range().size().bytes();
        if (size % alignment != 0) {
            var below = size - size % alignment;
            var above = new MemorySize(below + alignment);
            findings.add(
                    Code.MISALIGNED,
                    place.where() + "/size",
                    place.range().size() + " is no multiple of " + unit + ".",
                    below == 0
                            ? "Write at least " + above + "."
                            : "Near are " + new MemorySize(below) + " and " + above + ".");
        }
    }

    /** A region is mapped with pages of 2 MiB in any case; further memory is mapped with what fits. */
    private void pages(Place place) {
        var start = place.range().start();
        var size = place.range().size().bytes();
        // From two pages on there is one in the range wherever it begins, and one more where it begins well.
        var page = size >= 2 * GIBIBYTE ? GIBIBYTE : PartitionChecker.REGION_ALIGNMENT;
        if (size < page || start % page == 0 || start % PAGE != 0) {
            return;
        }
        var below = start - start % page;
        var unit = new MemorySize(page);
        findings.add(
                Code.SMALL_PAGES,
                place.where() + "/start",
                MemoryRange.address(start) + " is no multiple of " + unit
                        + ", so that this range is mapped with smaller pages, and each access may miss the TLB.",
                "Near are " + MemoryRange.address(below) + " and " + MemoryRange.address(below + page) + ".");
    }

    private void insideOfRam(Place place) {
        var range = place.range();
        if (range.start() < FIRST_MEBIBYTE) {
            findings.add(
                    Code.IN_FIRST_MEBIBYTE,
                    place.where() + "/start",
                    range + " begins in the first 1MiB, where firmware lives and processors start.",
                    "Begin at 0x100000 or above, a region at 0x200000.");
        }
        if (ram.isEmpty()) {
            return;
        }
        var end = ram.getLast().end();
        var remedy = "RAM of this machine is " + MachineRules.words(ram) + ".";
        if (range.end() > end) {
            findings.add(
                    Code.BEYOND_MEMORY, place.where(), range + " reaches beyond the machine's last memory.", remedy);
        }
        for (var i = 1; i < ram.size(); i++) {
            var hole = MemoryRange.between(ram.get(i - 1).end(), ram.get(i).start());
            if (range.overlaps(hole)) {
                findings.add(
                        Code.OVER_HOLE,
                        place.where(),
                        range + " reaches into " + hole + ", where the machine has no memory.",
                        remedy);
            }
        }
        firmwareTables
                .filter(range::overlaps)
                .ifPresent(tables -> findings.add(
                        Code.OVER_FIRMWARE,
                        place.where(),
                        range + " has the firmware's tables in it, at " + tables
                                + ", which Linux reads as long as it runs.",
                        "End it at " + MemoryRange.address(below(tables.start())) + "."));
    }

    private static long below(long address) {
        return address - address % PartitionChecker.REGION_ALIGNMENT;
    }

    private void region(Place place) {
        var range = place.range();
        if (range.start() >= PartitionChecker.REGION_LIMIT) {
            findings.add(
                    Code.REGION_TOO_HIGH,
                    place.where() + "/start",
                    "The region of \"" + place.part().name() + "\" begins at " + MemoryRange.address(range.start())
                            + ", and its kernel starts in 32-bit mode, which reaches addresses below 4GiB.",
                    "Begin it below 0x100000000; further ranges may lie above.");
        }
        if (range.size().bytes() < PartitionChecker.LEAST_REGION.bytes()) {
            findings.add(
                    Code.REGION_TOO_SMALL,
                    place.where() + "/size",
                    "The region of \"" + place.part().name() + "\" has " + range.size() + ", and needs "
                            + PartitionChecker.LEAST_REGION
                            + " for the shared window, its kernel and a program.",
                    "Give it at least " + PartitionChecker.LEAST_REGION + ".");
        }
    }

    private void near(Place place) {
        if (ram.isEmpty() || place.own().isEmpty()) {
            return;
        }
        var nodes = plan.machine().nodes();
        var others = new ArrayList<Integer>();
        for (var i = 0; i < nodes.size(); i++) {
            if (!place.own().get(i) && overlaps(nodes.get(i), place.range())) {
                others.add(i);
            }
        }
        if (!others.isEmpty()) {
            var own = place.own().stream().boxed().toList();
            findings.add(
                    Code.ON_OTHER_NODE,
                    place.where(),
                    place.range() + " is memory of node " + words(others) + ", and the processors of \""
                            + place.part().name() + "\" are on node " + words(own) + ": each access takes longer.",
                    "Take memory of node " + words(own) + ": "
                            + MachineRules.words(own.stream()
                                    .flatMap(node -> nodes.get(node).memory().stream())
                                    .toList())
                            + ".");
        }
    }

    private static boolean overlaps(Machine.Node node, MemoryRange range) {
        for (var memory : node.memory()) {
            if (memory.overlaps(range)) {
                return true;
            }
        }
        return false;
    }

    private static String words(List<Integer> nodes) {
        return String.join(" and ", nodes.stream().map(String::valueOf).toList());
    }

    /** Each pair; sorted, so that a range is compared with those only that begin before it ends. */
    private void overlaps() {
        var sorted = places.stream()
                .sorted(Comparator.comparingLong(place -> place.range().start()))
                .toList();
        for (var i = 0; i < sorted.size(); i++) {
            for (var j = i + 1;
                    j < sorted.size()
                            && sorted.get(j).range().start()
                                    < sorted.get(i).range().end();
                    j++) {
                var lower = sorted.get(i);
                var upper = sorted.get(j);
                var both = MemoryRange.between(
                        upper.range().start(),
                        Math.min(lower.range().end(), upper.range().end()));
                findings.add(
                        Code.RANGES_OVERLAP,
                        upper.where(),
                        upper.range() + " of \"" + upper.part().name() + "\" and " + lower.range() + " of \""
                                + lower.part().name() + "\" (" + lower.where() + ") have " + both + " in common.",
                        "Begin the upper one at "
                                + MemoryRange.address(lower.range().end())
                                + ", or end the lower one at "
                                + MemoryRange.address(upper.range().start()) + ".");
            }
        }
    }

    private void linux() {
        if (ram.isEmpty()) {
            return;
        }
        var left = plan.linuxMemory();
        if (left < PartitionChecker.LEAST_LINUX.bytes()) {
            findings.add(
                    Code.LINUX_TOO_LITTLE_MEMORY,
                    "/linux",
                    "Linux is left with " + (left < 1 ? "no memory" : new MemorySize(left).toString()) + ", and needs "
                            + PartitionChecker.LEAST_LINUX + ".",
                    "Give the parts less, or the machine " + lacking(left) + " more.");
        }
    }

    /** Linux looks for a place for itself among what {@code memmap} leaves it, and has its own idea of how. */
    private void linuxItself() {
        if (places.size() > PartitionChecker.MOST_RANGES) {
            findings.add(
                    Code.TOO_MANY_RANGES,
                    "/parts",
                    "The parts have " + places.size() + " ranges of memory, and Linux keeps out of the first "
                            + PartitionChecker.MOST_RANGES + " only when it chooses where to put itself.",
                    "Give the parts at most " + PartitionChecker.MOST_RANGES + " ranges together.");
        }
        if (ram.isEmpty() || findings.has(Code.LINUX_TOO_LITTLE_MEMORY)) {
            return;
        }
        var most = largestForLinux();
        if (most < PartitionChecker.LINUX_IMAGE.bytes()) {
            findings.add(
                    Code.LINUX_SCATTERED,
                    "/linux",
                    "The largest piece of memory above " + MemoryRange.address(PartitionChecker.LINUX_START)
                            + " that Linux keeps has " + new MemorySize(most) + ". It needs "
                            + PartitionChecker.LINUX_IMAGE
                            + " in one piece for itself, or it lies down at that address, whoever's it is.",
                    "Put the parts' ranges side by side, at the end of RAM.");
        }
    }

    private long largestForLinux() {
        var taken = MemoryRange.union(plan.taken());
        var most = 0L;
        for (var piece : ram) {
            var from = Math.max(piece.start(), PartitionChecker.LINUX_START);
            for (var range : taken) {
                most = Math.max(most, Math.min(range.start(), piece.end()) - from);
                from = Math.max(from, range.end());
            }
            most = Math.max(most, piece.end() - from);
        }
        return most;
    }

    private static MemorySize lacking(long left) {
        return new MemorySize(PartitionChecker.LEAST_LINUX.bytes() - left);
    }
}
