package dev.diver.core.partition;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;

/** What the exports have in common that are of one part. */
public final class PartExports {
    private PartExports() {}

    /**
     * The part that is meant.
     *
     * @param name empty for the only one
     */
    public static PartitionPlan.Part part(PartitionPlan plan, String name) {
        var names = plan.parts().stream().map(PartitionPlan.Part::name).toList();
        if (name.isEmpty() && names.size() != 1) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The plan has " + names.size() + " parts, and this format is of one.",
                    "They are " + String.join(", ", names) + ".",
                    "Name one with --part.");
        }
        return plan.parts().stream()
                .filter(part -> name.isEmpty() || part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "The plan has no part \"" + name + "\".",
                        "",
                        Nearest.hint(name, names)));
    }

    static DiverException cannot(String what, String why, String remedy) {
        return new DiverException(Problem.Kind.UNSUPPORTED, what, why, remedy);
    }
}
