package dev.diver.node.bmc;

import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.problem.DiverException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Failures as what a check found. */
final class Findings {
    private Findings() {}

    static Finding failed(String what, DiverException failure) {
        var problem = failure.problem();
        return new Finding(
                what,
                Verdict.FAILS,
                Stream.of(problem.what(), problem.why())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                problem.remedy());
    }
}
