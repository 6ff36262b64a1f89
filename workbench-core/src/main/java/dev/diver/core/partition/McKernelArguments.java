package dev.diver.core.partition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Arguments of McKernel's {@code mcreboot.sh} (scripts/mcreboot-smp.sh.in of RIKEN-SysSoft/mckernel, at commit e597be0;
 * their forms are those of ihkconfig and ihkosctl, sections "Reserve memory" and "Set IKC Map" of docs/spec/ihk). They
 * say how much memory of each NUMA node there should be, and not where: IHK takes what Linux can spare.
 *
 * @param words not quoted for anything
 */
public record McKernelArguments(List<String> words) {
    public McKernelArguments {
        words = List.copyOf(words);
    }

    /** For a plan without conflicts, and one of its parts. */
    public static McKernelArguments of(PartitionPlan plan, PartitionPlan.Part part) {
        return new McKernelArguments(List.of(
                "-c", part.processors().toString(), "-m", memory(plan.machine(), part), "-r", messages(plan, part)));
    }

    /** {@code SIZE@NODE} for each node. */
    private static String memory(Machine machine, PartitionPlan.Part part) {
        var bytes = new TreeMap<Integer, Long>();
        var nodes = machine.allNodes();
        for (var range : part.memory()) {
            for (var i = 0; i < nodes.size(); i++) {
                for (var own : nodes.get(i).memory()) {
                    if (own.overlaps(range)) {
                        bytes.merge(
                                i, Math.min(own.end(), range.end()) - Math.max(own.start(), range.start()), Long::sum);
                    }
                }
            }
        }
        return bytes.entrySet().stream()
                .map(one -> KernelCommandLine.amount(one.getValue()) + "@" + one.getKey())
                .collect(Collectors.joining(","));
    }

    /**
     * {@code PROCESSORS:LINUX} and so on: which processor of Linux gets the messages of which ones of the part. One on
     * the same node where Linux has one there, and those in turn, so that no single one serves all.
     */
    private static String messages(PartitionPlan plan, PartitionPlan.Part part) {
        var targets = new LinkedHashMap<Integer, List<Integer>>();
        var nodes = plan.machine().allNodes();
        var linux = plan.linux().processors();
        var turns = new LinkedHashMap<ProcessorSet, Integer>();
        for (var processor : part.processors().numbers()) {
            var near = nodes.stream()
                    .map(Machine.Node::processors)
                    .filter(processors -> processors.contains(processor))
                    .map(processors -> processors.and(linux))
                    .filter(processors -> !processors.isEmpty())
                    .findFirst()
                    .orElse(linux);
            var turn = turns.merge(near, 1, Integer::sum) - 1;
            targets.computeIfAbsent(near.numbers().get(turn % near.size()), _ -> new ArrayList<>())
                    .add(processor);
        }
        return targets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new ProcessorSet(one.getValue()) + ":" + one.getKey())
                .collect(Collectors.joining("+"));
    }

    /** With blanks between: what stands behind {@code mcreboot.sh}. */
    public String text() {
        return String.join(" ", words);
    }
}
