package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a node's Linux can give up what a dive wishes. Looks at facts only. */
final class PlaceChecks {
    private static final int SHOWN = 3;

    private final NodeFacts facts;
    private final Placement placement;
    private final List<Check> checks = new ArrayList<>();
    private ProcessorSet processors = ProcessorSet.NONE;
    private List<Placement.Memory> memory = List.of();

    private PlaceChecks(NodeFacts facts) {
        this.facts = facts;
        placement = new Placement(facts);
    }

    static Preflight.Result of(NodeFacts facts, Wish wish) {
        var place = new PlaceChecks(facts);
        switch (wish) {
            case Wish.Anywhere anywhere -> place.anywhere(anywhere.memory());
            case Wish.Exactly exactly -> place.exactly(exactly);
        }
        place.siblings();
        return new Preflight.Result(List.copyOf(place.checks), place.partitions());
    }

    private List<Partition> partitions() {
        return checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAILED)
                ? List.of()
                : memory.stream()
                        .map(place -> new Partition(processors, place.range(), place.blocks()))
                        .toList();
    }

    private void anywhere(MemorySize wanted) {
        var last = placement.processor();
        if (last.isPresent()) {
            processors = ProcessorSet.of(last.getAsInt());
            checks.add(processorOk(last.getAsInt()));
        } else {
            checks.add(Check.failed(
                    "processors",
                    "No processor can be had.",
                    "Online are " + facts.online() + ", and Linux keeps processor 0.",
                    "Wait until another dive has ended, or choose a node with more processors."));
        }
        memory = placement.memory(wanted);
        checks.add(memory.stream()
                .findFirst()
                .map(this::memoryOk)
                .orElseGet(() -> Check.failed(
                        "memory",
                        "No " + wanted + " of memory in one piece can be had below 4 GiB.",
                        memoryThere(),
                        memoryRemedy(wanted.bytes()))));
    }

    private static Check processorOk(int number) {
        return Check.ok("processors", "Processor " + number + " can go offline.");
    }

    private Check memoryOk(Placement.Memory found) {
        return Check.ok(
                "memory",
                found.range() + " can be had"
                        + (found.blocks().isEmpty()
                                ? ": Linux leaves it alone (memmap=)."
                                : " by taking " + found.blocks().size() + " block(s) offline."));
    }

    private String memoryThere() {
        var movable = facts.blocks().stream()
                .filter(block -> block.isOnline() && block.isMovable())
                .count();
        return "Of its " + facts.blocks().size() + " blocks of " + new MemorySize(Math.max(facts.blockSize(), 1))
                + " " + movable + " are movable and online; memmap= reserves "
                + (facts.reserved().isEmpty()
                        ? "nothing"
                        : facts.reserved().stream().map(MemoryRange::toString).collect(Collectors.joining(", ")))
                + (facts.regions().isEmpty() ? "" : ", of which other dives have " + facts.regions()) + ".";
    }

    static String memoryRemedy(long bytes) {
        var mebibytes = Math.max(1, bytes >> 20);
        return "Boot the node with movablecore=" + Math.max(512, 4 * mebibytes)
                + "M, so that memory can be taken while it runs, or with memmap=" + mebibytes
                + "M$0x40000000, so that Linux leaves some alone from the beginning (in grub.cfg: \\$).";
    }

    private void exactly(Wish.Exactly wish) {
        for (var number : wish.processors().numbers()) {
            checks.add(processor(number));
        }
        processors = wish.processors();
        memory = placement.memory(wish.region()).stream().toList();
        checks.add(region(wish.region()));
    }

    private Check processor(int number) {
        var cpu = facts.cpus().get(number);
        if (cpu == null) {
            return Check.failed(
                    "processors",
                    "It has no processor " + number + ".",
                    "Its processors are " + facts.value("present") + ": the plan is for another machine.",
                    "Draw the plan for this node.");
        }
        if (!cpu.hotplug()) {
            return Check.failed(
                    "processors",
                    "Processor " + number + " cannot go offline.",
                    "Linux keeps it, as it does the one that it booted on.",
                    "Choose another one in the plan.");
        }
        if (!facts.online().contains(number)) {
            return Check.failed(
                    "processors",
                    "Processor " + number + " is offline already.",
                    "Another dive or somebody else has it. Dives there: " + facts.dives() + ".",
                    "Wait for its end, choose another processor, or put it online.");
        }
        return processorOk(number);
    }

    private Check region(MemoryRange region) {
        if (memory.isEmpty()) {
            return Check.failed(
                    "memory",
                    region + " is no memory that it has.",
                    "It has no blocks there, and memmap= reserves none: the plan is for another machine.",
                    "Draw the plan for this node.");
        }
        if (region.start() >= Placement.LIMIT
                || region.start() % Placement.ALIGN != 0
                || region.size().bytes() % Placement.ALIGN != 0
                || region.size().bytes() < Placement.LEAST) {
            return Check.failed(
                    "memory",
                    region + " cannot be a co-kernel's.",
                    "A region begins below 4 GiB, and has 32 MiB at least, start and size multiples of 2 MiB.",
                    "Correct the plan.");
        }
        if (facts.regions().stream().anyMatch(region::overlaps)) {
            return Check.failed(
                    "memory",
                    region + " is another dive's.",
                    "Dives there: " + facts.dives() + ".",
                    "Wait for its end, or choose other memory in the plan.");
        }
        for (var block : memory.getFirst().blocks()) {
            if (!block.isOnline()) {
                return Check.failed(
                        "memory",
                        "Memory block " + block.number() + " is offline already.",
                        "Another dive or somebody else has it. Dives there: " + facts.dives() + ".",
                        "Wait for its end, choose other memory, or put it online.");
            }
        }
        return holes(memory.getFirst())
                .orElseGet(() -> kept(memory.getFirst()).orElseGet(() -> memoryOk(memory.getFirst())));
    }

    /** Linux puts a block offline as a whole only, without holes (offline_pages() in mm/memory_hotplug.c). */
    private Optional<Check> holes(Placement.Memory wanted) {
        return wanted.blocks().stream()
                .filter(block -> facts.reserved().stream().anyMatch(facts.range(block)::overlaps))
                .findFirst()
                .map(block -> Check.failed(
                        "memory",
                        "Memory block " + block.number() + " (" + facts.range(block) + ") cannot go offline.",
                        "It has a hole: memmap= reserves "
                                + facts.reserved().stream()
                                        .filter(facts.range(block)::overlaps)
                                        .map(MemoryRange::toString)
                                        .collect(Collectors.joining(", "))
                                + " of it, and Linux puts whole blocks offline only.",
                        "Choose memory in the plan that is in one of these, or in none."));
    }

    private Optional<Check> kept(Placement.Memory wanted) {
        var kept = wanted.blocks().stream().filter(block -> !block.isMovable()).toList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var several = kept.size() > 1;
        return Optional.of(Check.failed(
                "memory",
                (several ? "Memory blocks " : "Memory block ")
                        + kept.stream()
                                .limit(SHOWN)
                                .map(block -> block.number() + " (" + facts.range(block) + ")")
                                .collect(Collectors.joining(", "))
                        + (kept.size() > SHOWN ? " and " + (kept.size() - SHOWN) + " more" : "")
                        + " cannot be emptied.",
                (several ? "They are in the zone " : "It is in the zone ")
                        + kept.stream().map(NodeFacts.Block::zones).distinct().collect(Collectors.joining(" and "))
                        + ", where Linux has memory of its own that does not move.",
                memoryRemedy(wanted.range().size().bytes())));
    }

    private void siblings() {
        for (var number : processors.numbers()) {
            var others = placement.siblings(number).and(facts.online()).minus(processors);
            if (!others.isEmpty()) {
                checks.add(Check.warning(
                        "siblings",
                        "Processor " + number + " shares its core with " + others + ", which Linux keeps.",
                        "The two slow each other down.",
                        "Take the whole core in a plan, or boot with nosmt."));
            }
        }
    }
}
