package dev.diver.core.node;

import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import java.util.List;

/**
 * What a plan's parts would take from a node's Linux, in order, and how each thing comes back. Nothing of it is done.
 *
 * @param node its name
 * @param findings what must hold, and does or does not; of all parts together
 * @param parts in the plan's order
 */
public record DryRun(String node, List<Finding> findings, List<Part> parts) {
    public DryRun {
        findings = List.copyOf(findings);
        parts = List.copyOf(parts);
    }

    /** @param steps in the order in which they are taken; they are given back in the opposite one */
    public record Part(String name, List<Step> steps) {
        public Part {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One thing that is taken.
     *
     * @param what in words, such as {@code processor 3 goes offline}
     * @param needs what must hold for it
     * @param taken as a command that could be typed on the node
     * @param givenBack likewise
     */
    public record Step(String what, String needs, String taken, String givenBack) {}

    /** Whether all of it could be done. */
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILS);
    }
}
