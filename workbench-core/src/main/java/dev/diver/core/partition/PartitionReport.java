package dev.diver.core.partition;

import dev.diver.core.partition.Conflict.Severity;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is to be said about a plan.
 *
 * @param conflicts warnings too; in the order of the file's content: machine, processors, memory
 */
public record PartitionReport(List<Conflict> conflicts) {
    public PartitionReport {
        conflicts = List.copyOf(conflicts);
    }

    /** Whether the plan can be used: there may be warnings. */
    public boolean ok() {
        return of(Severity.CONFLICT).isEmpty();
    }

    public List<Conflict> of(Severity severity) {
        return conflicts.stream()
                .filter(conflict -> conflict.severity() == severity)
                .toList();
    }

    /**
     * Fails with every conflict unless the plan is {@link #ok()}.
     *
     * @param origin names the file in the error
     */
    public void requireOk(String origin) {
        var conflicts = of(Severity.CONFLICT);
        if (conflicts.isEmpty()) {
            return;
        }
        throw new DiverException(
                Problem.Kind.INVALID,
                origin + " has " + (conflicts.size() == 1 ? "a conflict." : conflicts.size() + " conflicts."),
                conflicts.stream()
                        .map(conflict -> conflict.where() + ": " + conflict.text())
                        .collect(Collectors.joining("\n")),
                "Mend it there and try again; nothing was begun.");
    }
}
