package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds a processor and memory on a node that Linux can give up. */
record Placement(NodeFacts facts) {
    /** Of a region's start and size: COKERNEL_REGION_ALIGN of cokernel.h. */
    static final long ALIGN = 2L << 20;

    /** Where a region must begin below: COKERNEL_REGION_LIMIT. */
    static final long LIMIT = 1L << 32;

    /** What a region has at least: COKERNEL_REGION_MIN. */
    static final long LEAST = 32L << 20;

    private static final int MOST_PLACES = 8;

    /** The last one that is online and can go offline: Linux itself likes the first ones best. */
    OptionalInt processor() {
        return facts.online().numbers().stream()
                .filter(number -> number != 0)
                .filter(number -> facts.cpus().containsKey(number)
                        && facts.cpus().get(number).hotplug())
                .mapToInt(Integer::intValue)
                .max();
    }

    /** Threads of the same core that stay with Linux. */
    ProcessorSet siblings(int processor) {
        var cpu = facts.cpus().get(processor);
        return cpu == null ? ProcessorSet.NONE : cpu.siblings().minus(ProcessorSet.of(processor));
    }

    /**
     * Memory that Linux leaves alone before memory that it would have to empty; of that several places, for not every block
     * that is movable can be emptied, and only trying shows which.
     */
    List<Memory> memory(MemorySize wanted) {
        var size = Math.max(LEAST, (wanted.bytes() + ALIGN - 1) / ALIGN * ALIGN);
        var found = new ArrayList<Memory>();
        reserved(size).ifPresent(range -> found.add(new Memory(range, List.of())));
        movable(size, found);
        return List.copyOf(found);
    }

    /** @param blocks that must go offline for the range */
    record Memory(MemoryRange range, List<NodeFacts.Block> blocks) {}

    private Optional<MemoryRange> reserved(long size) {
        for (var range : facts.reserved()) {
            var start = (range.start() + ALIGN - 1) / ALIGN * ALIGN;
            while (start + size <= range.end() && start < LIMIT) {
                var candidate = new MemoryRange(start, new MemorySize(size));
                var taken = facts.regions().stream()
                        .filter(candidate::overlaps)
                        .max(Comparator.comparingLong(MemoryRange::end));
                if (taken.isEmpty()) {
                    return Optional.of(candidate);
                }
                start = taken.get().end();
            }
        }
        return Optional.empty();
    }

    /** The lowest first: what Linux allocated while it booted lies at the top of each node, and does not move. */
    private void movable(long size, List<Memory> found) {
        var run = new ArrayList<NodeFacts.Block>();
        for (var block : facts.blocks()) {
            var usable =
                    block.isOnline() && block.isMovable() && facts.range(block).start() < LIMIT;
            if (!usable || !run.isEmpty() && run.getLast().number() + 1 != block.number()) {
                run.clear();
            }
            if (usable) {
                run.add(block);
            }
            if (usable && run.size() * facts.blockSize() >= size) {
                var start = facts.range(run.getFirst()).start();
                found.add(new Memory(new MemoryRange(start, new MemorySize(size)), List.copyOf(run)));
                run.clear();
            }
            if (found.size() == MOST_PLACES) {
                return;
            }
        }
    }

    /** For a range that a plan names; empty where Linux does not have it in blocks, and does not leave it alone. */
    Optional<Memory> memory(MemoryRange wanted) {
        if (facts.reserved().stream().anyMatch(range -> range.contains(wanted))) {
            return Optional.of(new Memory(wanted, List.of()));
        }
        if (facts.blockSize() == 0) {
            return Optional.empty();
        }
        var blocks = facts.blocks().stream()
                .filter(block -> facts.range(block).overlaps(wanted))
                .toList();
        var there = MemoryRange.union(blocks.stream().map(facts::range).toList());
        return there.stream().anyMatch(range -> range.contains(wanted))
                ? Optional.of(new Memory(wanted, blocks))
                : Optional.empty();
    }
}
