package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.partition.QemuMachine;
import dev.diver.core.problem.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A QEMU machine as somebody designs it.
 *
 * @param type one of QEMU's
 * @param sockets 1 or more
 * @param cores of each socket, 1 or more
 * @param threads of each core, 1 or more
 * @param memory of each NUMA node in whole MiB; nodes get as many cores each as the others, or one more
 */
public record QemuDesign(MachineType type, int sockets, int cores, int threads, List<MemorySize> memory) {
    /** What QEMU has (MAX_NODES of include/sysemu/numa.h). */
    public static final int MOST_NODES = 128;

    private static final long MEBIBYTE = 1 << 20;
    private static final List<String> KEYS = List.of("type", "sockets", "cores", "threads", "memory");

    /** What Linux assumes where QEMU says nothing (LOCAL_DISTANCE and REMOTE_DISTANCE of linux/topology.h). */
    private static final int LOCAL = 10;

    private static final int REMOTE = 20;

    public QemuDesign {
        memory = List.copyOf(memory);
        var all = (long) sockets * cores * threads;
        if (sockets < 1 || cores < 1 || threads < 1 || all > type.mostProcessors()) {
            throw Refused.invalid(
                    sockets + " sockets of " + cores + " cores with " + threads + " threads are no machine of QEMU's.",
                    "QEMU's machine " + type + " has 1 to " + type.mostProcessors() + " processors.",
                    "Take fewer.");
        }
        if (memory.isEmpty() || memory.size() > Math.min(MOST_NODES, sockets * cores)) {
            throw Refused.invalid(
                    memory.size() + " NUMA nodes are too many.",
                    "QEMU has at most " + MOST_NODES + ", and each should have a core.",
                    "Write one amount of memory for each node: memory=2GiB+2GiB");
        }
        var left = Machine.MOST_MEMORY;
        for (var one : memory) {
            if (one.bytes() % MEBIBYTE != 0 || one.bytes() > left) {
                throw Refused.invalid(
                        one + " is no memory for a node.",
                        "A virtual machine has whole MiB, and at most " + new MemorySize(Machine.MOST_MEMORY)
                                + " together.",
                        "");
            }
            left -= one.bytes();
        }
    }

    /**
     * Reads a design as the command line has it, such as {@code sockets=2,cores=4,threads=2,memory=2GiB+2GiB}. What is
     * left out is one, {@code pc} and 1 GiB.
     */
    public static QemuDesign parse(String text) {
        var values =
                new HashMap<>(Map.of("type", "pc", "sockets", "1", "cores", "1", "threads", "1", "memory", "1GiB"));
        for (var word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            var equals = word.indexOf('=');
            var key = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw Refused.invalid(
                        "\"" + word + "\" is nothing that a machine of QEMU's has.",
                        "A design is written as sockets=2,cores=4,threads=2,memory=2GiB+2GiB.",
                        Nearest.hint(key, KEYS));
            }
            values.put(key, word.substring(equals + 1));
        }
        var memory = new ArrayList<MemorySize>();
        for (var size : values.get("memory").split("\\+", MOST_NODES + 1)) {
            memory.add(MemorySize.parse(size));
        }
        var type = MachineType.parse(values.get("type"));
        if (!type.isVirtual()) {
            throw Refused.invalid("QEMU does not make the type " + type + ".", "", "Write type=pc or type=q35.");
        }
        return new QemuDesign(
                type, number(values, "sockets"), number(values, "cores"), number(values, "threads"), memory);
    }

    private static int number(Map<String, String> values, String key) {
        var text = values.get(key);
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw Refused.invalid("\"" + text + "\" is no number of " + key + ".", "", "Write " + key + "=2.");
        }
        return Integer.parseInt(text);
    }

    /** As Linux numbers it in such a guest: threads of a core one after the other, then cores, then sockets. */
    public Topology topology() {
        var packages = new ArrayList<Topology.Package>();
        for (var socket = 0; socket < sockets; socket++) {
            var own = new ArrayList<Topology.Core>();
            for (var core = 0; core < cores; core++) {
                var first = (socket * cores + core) * threads;
                own.add(new Topology.Core(core, ProcessorSet.between(first, first + threads)));
            }
            packages.add(new Topology.Package(socket, own, List.of()));
        }
        var nodes = new ArrayList<Topology.NumaNode>();
        for (var node = 0; node < memory.size(); node++) {
            var distances = new ArrayList<Integer>();
            for (var other = 0; other < memory.size(); other++) {
                distances.add(other == node ? LOCAL : REMOTE);
            }
            nodes.add(new Topology.NumaNode(
                    ProcessorSet.between(firstProcessor(node), firstProcessor(node + 1)), memory.get(node), distances));
        }
        return new Topology("QEMU's " + type, type, packages, nodes, segments());
    }

    private int firstProcessor(int node) {
        return sockets * cores * node / memory.size() * threads;
    }

    /** QEMU cuts RAM into nodes in their order, from its beginning. */
    private List<Topology.MemorySegment> segments() {
        var segments = new ArrayList<Topology.MemorySegment>();
        var ram = new ArrayList<>(type.layout(
                new MemorySize(memory.stream().mapToLong(MemorySize::bytes).sum())));
        for (var node = 0; node < memory.size(); node++) {
            var missing = memory.get(node).bytes();
            while (missing > 0) {
                var piece = ram.removeFirst();
                var size = Math.min(missing, piece.size().bytes());
                var range = new MemoryRange(piece.start(), new MemorySize(size));
                segments.add(new Topology.MemorySegment(range, Topology.Use.RAM, node, ""));
                if (size < piece.size().bytes()) {
                    ram.addFirst(MemoryRange.between(range.end(), piece.end()));
                }
                missing -= size;
            }
        }
        return segments;
    }

    /**
     * QEMU's options for this machine.
     *
     * @param ram the file that QEMU makes for the guest's RAM; with several nodes, one for each with its number behind
     */
    public QemuMachine options(Path ram) {
        return QemuMachine.of(topology().machine(), ram);
    }
}
