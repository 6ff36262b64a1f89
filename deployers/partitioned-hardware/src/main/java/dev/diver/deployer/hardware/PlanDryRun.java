package dev.diver.deployer.hardware;

import dev.diver.core.node.DryRun;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Part;
import dev.diver.core.topology.SeenMachine;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What dives with a plan's parts would do to a node, from what was seen of it. Looks at nothing else. */
final class PlanDryRun {
    private final PartitionPlan plan;
    private final Topology seen;
    private final NodeFacts facts;
    private final String user;
    private final List<Finding> findings = new ArrayList<>();

    /** @param user whom one is on the node */
    PlanDryRun(PartitionPlan plan, Topology seen, NodeFacts facts, String user) {
        this.plan = plan;
        this.seen = seen;
        this.facts = facts;
        this.user = user;
    }

    DryRun result() {
        MachineChecks.of(facts, user, Optional.empty()).forEach(check -> findings.add(check.finding("")));
        machine();
        plan.parts().forEach(this::check);
        together();
        return new DryRun(
                seen.name(),
                findings,
                plan.parts().stream()
                        .map(part -> new DryRun.Part(part.name(), steps(part)))
                        .toList());
    }

    /** The plan in itself, and against the machine. */
    private void machine() {
        if (seen.memory().isEmpty()) {
            findings.add(new Finding(
                    "plan: memory",
                    Verdict.WARNING,
                    "Where the node's memory lies is not known, so that only amounts are compared.",
                    "Linux tells root only: log in as root, or let " + user + " use sudo without a password."));
        }
        var report = SeenMachine.check(plan, seen, OptionalInt.empty());
        for (var conflict : report.conflicts()) {
            findings.add(new Finding(
                    "plan: " + conflict.code().word(),
                    conflict.severity() == Conflict.Severity.CONFLICT ? Verdict.FAILS : Verdict.WARNING,
                    conflict.message() + " (" + conflict.where() + ")",
                    conflict.remedy()));
        }
        if (report.conflicts().isEmpty()) {
            findings.add(new Finding("plan", Verdict.WORKS, "It is without conflicts, and of this machine.", ""));
        }
    }

    private void check(Part part) {
        if (part.memory().size() > 1) {
            findings.add(Check.failed(
                            "memory",
                            "Its memory is in " + part.memory().size() + " ranges.",
                            "A dive on a node takes one.",
                            "Leave it one range in the plan, below 4 GiB.")
                    .ofPart(part.name())
                    .finding(""));
        } else if (isOne(part)) {
            PlaceChecks.of(facts, wish(part))
                    .checks()
                    .forEach(check -> findings.add(check.ofPart(part.name()).finding("")));
        }
        if (part.processors().size() > 1) {
            findings.add(Check.warning(
                            "processors",
                            "It has the processors " + part.processors() + ".",
                            "A program runs on one, the first; the others go offline too, and do nothing.",
                            "Give it one, or the threads of one core.")
                    .ofPart(part.name())
                    .finding(""));
        }
    }

    /** What {@link PartitionPlan} has no conflict for: each part by itself could dive, and not all at once. */
    private void together() {
        var wanted = new TreeMap<Integer, List<String>>();
        for (var part : plan.parts()) {
            place(part)
                    .ifPresent(place -> place.blocks()
                            .forEach(block -> wanted.computeIfAbsent(block.number(), number -> new ArrayList<>())
                                    .add(part.name())));
        }
        wanted.values().stream()
                .filter(names -> names.size() > 1)
                .map(names -> String.join(", ", names))
                .distinct()
                .forEach(names -> findings.add(new Finding(
                        "plan: blocks",
                        Verdict.WARNING,
                        "The parts " + names + " need the same memory blocks (" + blocks(wanted, names)
                                + "), and so cannot dive at the same time.",
                        "Begin and end their memory at multiples of " + size() + ".")));
    }

    private static String blocks(TreeMap<Integer, List<String>> wanted, String names) {
        return wanted.entrySet().stream()
                .filter(entry -> String.join(", ", entry.getValue()).equals(names))
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining(", "));
    }

    private String size() {
        return (facts.blockSize() >> 20) + " MiB";
    }

    /** As the dive itself would have them; of a part that no dive can take, nothing. */
    private List<DryRun.Step> steps(Part part) {
        return place(part)
                .map(place -> new Partition(part.processors(), place.range(), place.blocks())
                        .steps().stream()
                                .map(step -> new DryRun.Step(step.what(), step.needs(), step.taken(), step.givenBack()))
                                .toList())
                .orElse(List.of());
    }

    private Optional<Placement.Memory> place(Part part) {
        return isOne(part) ? new Placement(facts).memory(wish(part).region()) : Optional.empty();
    }

    private static boolean isOne(Part part) {
        return part.memory().size() == 1 && !part.processors().isEmpty();
    }

    private static Wish.Exactly wish(Part part) {
        return new Wish.Exactly(part.processors(), part.memory().getFirst());
    }
}
