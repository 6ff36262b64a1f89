package dev.diver.app.screen.partition;

import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where memory is drawn: a lane for each NUMA node that has some. Pixels.
 *
 * @param width of the lanes, which may be wider than what is seen
 */
record MemoryLayout(double width, double height, List<Lane> lanes) {
    static final double MARGIN = 12;
    static final double TITLE = 20;
    static final double BAR = 34;
    static final double TICKS = 18;
    private static final double BETWEEN = 10;
    private static final double PITCH = TITLE + BAR + TICKS + BETWEEN;

    /** @param top of the bar */
    record Lane(int node, double top, List<MemoryRange> ram, MemoryScale scale) {
        double bottom() {
            return top + BAR;
        }

        /** Whether an address is drawn here. */
        boolean shows(long address) {
            return address >= scale.start() && address < scale.end();
        }

        boolean shows(MemoryRange range) {
            return range.start() < scale.end() && range.end() > scale.start();
        }
    }

    MemoryLayout {
        lanes = List.copyOf(lanes);
    }

    /** @param width to be filled by the largest node */
    static MemoryLayout of(PartitionPlan plan, double width) {
        var nodes = plan.machine().allNodes();
        var room = Math.max(120, width - 2 * MARGIN);
        var largest = nodes.stream().mapToLong(MemoryLayout::bytes).max().orElse(0);
        var last = plan.taken().stream().mapToLong(MemoryRange::end).max().orElse(0);
        var lanes = new ArrayList<Lane>();
        var top = TITLE + 6;
        for (var number = 0; number < nodes.size(); number++) {
            var ram = nodes.get(number).memory().stream()
                    .sorted(Comparator.comparingLong(MemoryRange::start))
                    .toList();
            if (ram.isEmpty()) {
                continue;
            }
            var share = Math.max(0.3, (double) bytes(nodes.get(number)) / largest);
            lanes.add(new Lane(number, top, ram, MemoryScale.of(ram, end(plan.machine(), ram, last), room * share)));
            top += PITCH;
        }
        return new MemoryLayout(room + 2 * MARGIN, Math.max(0, top - TITLE), lanes);
    }

    private static long bytes(Machine.Node node) {
        return node.memory().stream().mapToLong(range -> range.size().bytes()).sum();
    }

    /** A hole behind a node's last RAM is shown up to the next RAM, and behind all RAM where a plan reaches there. */
    private static long end(Machine machine, List<MemoryRange> ram, long last) {
        var end = ram.getLast().end();
        return machine.ram().stream()
                .filter(range -> range.end() > end)
                .mapToLong(range -> Math.max(end, range.start()))
                .min()
                .orElse(Math.max(end, last));
    }

    Optional<Lane> laneAt(double y) {
        return lanes.stream()
                .filter(lane -> y >= lane.top() - 4 && y < lane.bottom() + 4)
                .findFirst();
    }

    /** Where an address is drawn. */
    Optional<Lane> laneOf(long address) {
        return lanes.stream()
                .filter(lane -> lane.ram().stream().anyMatch(range -> range.contains(address)))
                .findFirst()
                .or(() -> lanes.stream().filter(lane -> lane.shows(address)).findFirst());
    }
}
