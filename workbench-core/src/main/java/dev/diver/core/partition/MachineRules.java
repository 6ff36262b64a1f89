package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict.Code;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What must hold in a plan's machine, whoever gets what of it. */
final class MachineRules {
    private static final long MEBIBYTE = 1 << 20;

    private final Machine machine;
    private final Findings findings;

    private MachineRules(Machine machine, Findings findings) {
        this.machine = machine;
        this.findings = findings;
    }

    static void check(Machine machine, OptionalInt hostProcessors, Findings findings) {
        var rules = new MachineRules(machine, findings);
        rules.processors(hostProcessors);
        rules.nodes();
        rules.groups(
                "/machine/cores",
                "core",
                machine.cores().stream().map(core -> new Group("", core)).toList());
        rules.groups(
                "/machine/packages",
                "package",
                machine.packages().stream().map(one -> new Group("", one)).toList());
        rules.memory();
    }

    /** @param key of the processors below the group itself */
    private record Group(String key, ProcessorSet processors) {}

    private void processors(OptionalInt host) {
        var type = machine.type();
        if (machine.processors() > type.mostProcessors()) {
            processorsConflict(
                    "/machine/processors",
                    "QEMU's machine " + type + " has at most " + type.mostProcessors() + " processors.",
                    "Take fewer.");
        }
        if (type.isVirtual() && host.isPresent() && machine.processors() > host.getAsInt()) {
            findings.add(
                    Code.HOST_HAS_FEWER_PROCESSORS,
                    "/machine/processors",
                    "This host has " + host.getAsInt() + " processors for the machine's " + machine.processors()
                            + ": Linux and specialized kernel take turns on them, and a forwarded call waits until"
                            + " the other side has its turn.",
                    host.getAsInt() >= 2
                            ? "With at most " + host.getAsInt() + " each would have one of its own."
                            : "Take a host with more.");
        }
    }

    private void nodes() {
        var nodes = machine.nodes();
        if (nodes.isEmpty()) {
            return;
        }
        groups(
                "/machine/nodes",
                "node",
                nodes.stream()
                        .map(node -> new Group("/processors", node.processors()))
                        .toList());
        var without = new BitSet(ProcessorSet.LIMIT);
        without.set(0, machine.processors());
        nodes.forEach(node -> node.processors().numbers().forEach(without::clear));
        var nowhere = ProcessorSet.of(without);
        if (!nowhere.isEmpty()) {
            processorsConflict(
                    "/machine/nodes", "No node has " + nowhere.words() + ".", "Every processor belongs to one node.");
        }
    }

    private void groups(String where, String what, List<Group> groups) {
        var seen = new BitSet(ProcessorSet.LIMIT);
        for (var i = 0; i < groups.size(); i++) {
            var processors = groups.get(i).processors();
            var place = where + "/" + i + groups.get(i).key();
            if (areFree(processors, seen)) {
                processors.numbers().forEach(seen::set);
                continue;
            }
            var missing = those(processors, number -> number >= machine.processors());
            if (!missing.isEmpty()) {
                processorsConflict(
                        place,
                        "The machine has no " + missing.words() + ".",
                        "Its processors are " + machine.allProcessors() + ".");
            }
            var twice = those(processors, seen::get);
            if (!twice.isEmpty()) {
                processorsConflict(
                        place,
                        "An earlier " + what + " has " + twice.words() + " too.",
                        "A processor belongs to one " + what + ".");
            }
            processors.numbers().forEach(seen::set);
        }
    }

    /** Whether all are there and nobody's so far. */
    private boolean areFree(ProcessorSet processors, BitSet seen) {
        for (var number : processors.numbers()) {
            if (number >= machine.processors() || seen.get(number)) {
                return false;
            }
        }
        return true;
    }

    private static ProcessorSet those(ProcessorSet processors, Predicate<Integer> filter) {
        return new ProcessorSet(processors.numbers().stream().filter(filter).toList());
    }

    private void processorsConflict(String where, String message, String remedy) {
        findings.add(Code.MACHINE_PROCESSORS, where, message, remedy);
    }

    private void memory() {
        var type = machine.type();
        if (type.isVirtual()) {
            whole("/machine/memory", machine.memory());
        }
        if (machine.nodes().isEmpty()) {
            if (!type.isVirtual()) {
                memoryConflict(
                        "/machine",
                        "Nothing says where the RAM of this hardware lies.",
                        "Write its NUMA nodes with their memory, one node where it has none.");
            }
            return;
        }
        if (overlap()) {
            return;
        }
        var sum =
                machine.ram().stream().mapToLong(range -> range.size().bytes()).sum();
        if (sum != machine.memory().bytes()) {
            memoryConflict(
                    "/machine/nodes",
                    "The nodes have " + (sum == 0 ? "no memory" : new MemorySize(sum) + " together")
                            + ", and the machine has " + machine.memory() + ".",
                    "Let both say the same.");
        } else if (type.isVirtual()) {
            wholeRanges();
            layout(type);
        }
    }

    /** QEMU rounds some odd amounts up and others not, and then refuses its own RAM. */
    private void whole(String where, MemorySize size) {
        if (size.bytes() % MEBIBYTE != 0) {
            memoryConflict(
                    where,
                    "A virtual machine has whole MiB, and not " + size + ".",
                    "Take " + new MemorySize((size.bytes() / MEBIBYTE + 1) * MEBIBYTE) + ".");
        }
    }

    private void wholeRanges() {
        for (var i = 0; i < machine.nodes().size(); i++) {
            var ranges = machine.nodes().get(i).memory();
            for (var j = 0; j < ranges.size(); j++) {
                whole(
                        "/machine/nodes/" + i + "/memory/" + j + "/size",
                        ranges.get(j).size());
            }
        }
    }

    private boolean overlap() {
        var found = false;
        var seen = new ArrayList<MemoryRange>();
        for (var i = 0; i < machine.nodes().size(); i++) {
            var ranges = machine.nodes().get(i).memory();
            for (var j = 0; j < ranges.size(); j++) {
                var range = ranges.get(j);
                var other = seen.stream().filter(range::overlaps).findFirst();
                if (other.isPresent()) {
                    found = true;
                    memoryConflict(
                            "/machine/nodes/" + i + "/memory/" + j,
                            range + " has memory in common with " + other.get() + ", which is a node's already.",
                            "A byte of RAM belongs to one node.");
                }
                seen.add(range);
            }
        }
        return found;
    }

    /** QEMU cuts RAM into nodes in their order, from its beginning. */
    private void layout(MachineType type) {
        var written = MemoryRange.joined(
                machine.nodes().stream().flatMap(node -> node.memory().stream()).toList());
        var real = type.layout(machine.memory());
        if (!written.equals(real)) {
            memoryConflict(
                    "/machine/nodes",
                    "In QEMU's machine " + type + " with " + machine.memory() + " RAM lies at " + words(real)
                            + ", and its nodes have it in ascending order.",
                    "Let the nodes have these ranges in this order, or leave the nodes out.");
        }
    }

    static String words(List<MemoryRange> ranges) {
        return ranges.stream().map(MemoryRange::toString).collect(Collectors.joining(" and "));
    }

    private void memoryConflict(String where, String message, String remedy) {
        findings.add(Code.MACHINE_MEMORY, where, message, remedy);
    }
}
