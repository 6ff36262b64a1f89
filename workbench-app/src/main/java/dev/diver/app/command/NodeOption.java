package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import picocli.CommandLine.Option;

/** The node that a plan is of; a machine that is not asked but described has another option. */
final class NodeOption {
    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "The machine is this node (diver node list), which is asked over SSH.")
    private String node = "";

    boolean isNode() {
        return !node.isEmpty();
    }

    String node() {
        return node;
    }

    /** @param machine the other option's value */
    void requireOne(String machine) {
        if (isNode() && !machine.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "--node and --machine both name a machine.",
                    "A plan is of one.",
                    "Leave one of the two out.");
        }
    }
}
