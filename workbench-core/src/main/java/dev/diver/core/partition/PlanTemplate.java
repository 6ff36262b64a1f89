package dev.diver.core.partition;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;

/** How a new plan divides a machine. */
public enum PlanTemplate {
    /** The last processor and a third of the memory for the specialized kernel. */
    ONE_CORE("one-core"),
    /** Processor 0 and a third of the memory for Linux, the rest for the specialized kernel. */
    ONE_CORE_FOR_LINUX("one-core-for-linux"),
    /** Half of the processors and of the memory for each. */
    HALF_OF_EACH("half-of-each"),
    /** A NUMA node with all its processors and memory for the specialized kernel; not the one with processor 0. */
    ONE_NODE("one-node");

    private final String word;

    PlanTemplate(String word) {
        this.word = word;
    }

    public static PlanTemplate parse(String word) {
        return Arrays.stream(values())
                .filter(template -> template.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "\"" + word + "\" is not a template of a plan.",
                        "",
                        Nearest.hint(
                                word,
                                Arrays.stream(values()).map(PlanTemplate::word).toList())));
    }

    /** The word used on the command line. */
    public String word() {
        return word;
    }

    /** How many processors the specialized kernel gets of so many. */
    int processors(int all) {
        return switch (this) {
            case ONE_CORE -> 1;
            case ONE_CORE_FOR_LINUX -> all - 1;
            case HALF_OF_EACH -> all / 2;
            case ONE_NODE -> throw needsNodes();
        };
    }

    /** How many bytes the specialized kernel should get of so many. */
    long memory(long all) {
        return switch (this) {
            case ONE_CORE -> all / 3;
            case ONE_CORE_FOR_LINUX -> all - all / 3;
            case HALF_OF_EACH -> all / 2;
            case ONE_NODE -> throw needsNodes();
        };
    }

    private static DiverException needsNodes() {
        return new DiverException(
                Problem.Kind.INVALID,
                "This machine has one NUMA node, which Linux needs.",
                "The template " + ONE_NODE + " gives a whole node away.",
                "Name a machine with several, such as --machine qemu:sockets=2,memory=1GiB+1GiB, or take another"
                        + " template.");
    }

    @Override
    public String toString() {
        return word;
    }
}
