package dev.diver.deployer.hardware;

import dev.diver.core.node.NodeCheck;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that a node must have for a dive.
 *
 * @param name short, such as {@code root}
 * @param verdict what was found
 * @param what one sentence
 * @param why may be empty, as may the remedy where all is well
 */
record Check(String name, Verdict verdict, String what, String why, String remedy) {

    /** How a check ended. */
    enum Verdict {
        OK,
        /** A dive goes, but the person should know. */
        WARNING,
        FAILED
    }

    static Check ok(String name, String what) {
        return new Check(name, Verdict.OK, what, "", "");
    }

    static Check warning(String name, String what, String why, String remedy) {
        return new Check(name, Verdict.WARNING, what, why, remedy);
    }

    static Check failed(String name, String what, String why, String remedy) {
        return new Check(name, Verdict.FAILED, what, why, remedy);
    }

    /** The same of one part of a plan. */
    Check ofPart(String part) {
        return new Check(part + ": " + name, verdict, what, why, remedy);
    }

    /** For the faces. */
    Finding finding(String prefix) {
        var found = switch (verdict) {
            case OK -> NodeCheck.Verdict.WORKS;
            case WARNING -> NodeCheck.Verdict.WARNING;
            case FAILED -> NodeCheck.Verdict.FAILS;
        };
        return new Finding(prefix + name, found, (what + " " + why).strip(), remedy);
    }

    /** In one line. */
    String text() {
        return (what + " " + why + " " + remedy).replaceAll(" +", " ").strip();
    }

    /** @throws DiverException UNSUPPORTED with all that failed */
    static void requireAll(String node, List<Check> checks) {
        var failed = checks.stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .toList();
        if (!failed.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    node + " is not ready for a co-kernel.",
                    failed.stream()
                            .map(check -> (check.what() + " " + check.why()).strip())
                            .collect(Collectors.joining("\n")),
                    failed.stream()
                            .map(Check::remedy)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("\n")));
        }
    }
}
