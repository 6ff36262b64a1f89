package dev.diver.core.topology;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;

/** What is said of descriptions of machines that cannot be read. */
final class Refused {
    private Refused() {}

    /** @param origin the file or host */
    static DiverException damaged(String origin, String why, String remedy) {
        return new DiverException(
                Problem.Kind.DAMAGED, origin + " does not describe a machine as it should.", why, remedy);
    }

    static DiverException invalid(String what, String why, String remedy) {
        return new DiverException(Problem.Kind.INVALID, what, why, remedy);
    }
}
