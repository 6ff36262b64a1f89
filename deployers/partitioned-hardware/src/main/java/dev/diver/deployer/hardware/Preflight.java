package dev.diver.deployer.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a node is ready for a dive: all that is wrong at once, each with a way out, and the partition that the dive gets
 * where nothing is. Looks at facts only, and changes nothing.
 */
final class Preflight {
    private Preflight() {}

    /**
     * What the module would be built with.
     *
     * @param release of Linux that they are for
     * @param linux its package, for sentences
     */
    record Headers(String release, String linux) {}

    /** @param partitions the one to take, then others where that cannot be had; none where a check failed */
    record Result(List<Check> checks, List<Partition> partitions) {}

    /**
     * @param user whom one is there
     * @param headers absent where no Linux is chosen yet
     */
    static Result of(NodeFacts facts, String user, Optional<Headers> headers, Wish wish) {
        var place = PlaceChecks.of(facts, wish);
        var checks = new ArrayList<>(MachineChecks.of(facts, user, headers));
        checks.addAll(place.checks());
        var failed = checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAILED);
        return new Result(List.copyOf(checks), failed ? List.of() : place.partitions());
    }
}
