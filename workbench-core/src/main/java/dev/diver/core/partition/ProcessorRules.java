package dev.diver.core.partition;

import dev.diver.core.partition.Conflict.Code;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of who has which processors. */
final class ProcessorRules {
    private final PartitionPlan plan;
    private final Findings findings;

    /** Linux, then the parts in their order. */
    private final List<Owner> owners = new ArrayList<>();

    private ProcessorRules(PartitionPlan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
        owners.add(new Owner("Linux", "/linux/processors", plan.linux().processors()));
        for (var i = 0; i < plan.parts().size(); i++) {
            var part = plan.parts().get(i);
            owners.add(new Owner("\"" + part.name() + "\"", "/parts/" + i + "/processors", part.processors()));
        }
    }

    private record Owner(String name, String where, ProcessorSet processors) {}

    static void check(PartitionPlan plan, Findings findings) {
        var rules = new ProcessorRules(plan, findings);
        rules.linux();
        rules.parts();
        rules.missing();
        rules.twice();
        rules.unused();
        rules.siblings();
    }

    private void linux() {
        var processors = plan.linux().processors();
        if (processors.isEmpty()) {
            findings.add(
                    Code.LINUX_WITHOUT_PROCESSOR,
                    "/linux/processors",
                    "Linux has no processor to run on.",
                    "Give it processor 0, which the machine boots on.");
        } else if (!processors.contains(0)) {
            findings.add(
                    Code.LINUX_WITHOUT_PROCESSOR_0,
                    "/linux/processors",
                    "Linux lacks processor 0, which the machine boots on and which cannot be taken offline.",
                    "Give processor 0 to Linux, and another one to the part that has it.");
        }
    }

    private void parts() {
        for (var owner : owners.subList(1, owners.size())) {
            if (owner.processors().isEmpty()) {
                findings.add(
                        Code.PART_WITHOUT_PROCESSOR,
                        owner.where(),
                        "The part " + owner.name() + " has no processor to run on.",
                        "Give it at least one, and not processor 0.");
            }
        }
    }

    private void missing() {
        for (var owner : owners) {
            var numbers = owner.processors().numbers();
            if (!numbers.isEmpty() && numbers.getLast() >= plan.machine().processors()) {
                var all = plan.machine().allProcessors();
                var missing = owner.processors().minus(all);
                findings.add(
                        Code.PROCESSOR_MISSING,
                        owner.where(),
                        "The machine has no " + missing.words() + ".",
                        "Its processors are " + all + "; /machine/processors says how many there are.");
            }
        }
    }

    private void twice() {
        for (var i = 0; i < owners.size(); i++) {
            for (var j = 0; j < i; j++) {
                var both = owners.get(i).processors().and(owners.get(j).processors());
                if (!both.isEmpty()) {
                    findings.add(
                            Code.PROCESSOR_TWICE,
                            owners.get(i).where(),
                            owners.get(i).name() + " and " + owners.get(j).name() + " both have " + both.words() + ".",
                            "Leave " + (both.size() == 1 ? "it" : "each") + " to one of them.");
                }
            }
        }
    }

    private void unused() {
        var free = new BitSet(ProcessorSet.LIMIT);
        free.set(0, plan.machine().processors());
        owners.forEach(owner -> owner.processors().numbers().forEach(free::clear));
        var unused = ProcessorSet.of(free);
        if (!unused.isEmpty()) {
            findings.add(
                    Code.PROCESSOR_UNUSED,
                    "/linux/processors",
                    "Nobody is given " + unused.words() + "; Linux keeps what is not taken from it.",
                    "Add " + unused + " to Linux or to a part.");
        }
    }

    private void siblings() {
        var having = having();
        for (var core : plan.machine().cores()) {
            if (isUndivided(core, having)) {
                continue;
            }
            var sharing = core.numbers().stream()
                    .flatMap(processor -> having.get(processor).stream())
                    .distinct()
                    .sorted()
                    .map(owners::get)
                    .toList();
            if (sharing.size() > 1) {
                findings.add(
                        Code.SIBLINGS_SPLIT,
                        sharing.getLast().where(),
                        "Processors " + core + " are threads of one core, and "
                                + sharing.stream().map(Owner::name).collect(Collectors.joining(" and "))
                                + " share them: one slows the other down, and may observe it.",
                        "Give all of them to one part.");
            }
        }
    }

    /** Whether all of it is one owner's or nobody's; nearly each core of a large machine is. */
    private static boolean isUndivided(ProcessorSet core, List<List<Integer>> having) {
        List<Integer> first = null;
        for (var processor : core.numbers()) {
            var owners = having.get(processor);
            if (owners.size() > 1 || first != null && !owners.equals(first)) {
                return false;
            }
            first = owners;
        }
        return true;
    }

    /** The positions of each processor's owners, so that a machine with many cores and parts is looked through once. */
    private List<List<Integer>> having() {
        var having = new ArrayList<List<Integer>>(Collections.nCopies(ProcessorSet.LIMIT, List.of()));
        for (var i = 0; i < owners.size(); i++) {
            var only = List.of(i);
            for (var processor : owners.get(i).processors().numbers()) {
                var before = having.get(processor);
                having.set(
                        processor,
                        before.isEmpty()
                                ? only
                                : Stream.concat(before.stream(), only.stream()).toList());
            }
        }
        return having;
    }
}
