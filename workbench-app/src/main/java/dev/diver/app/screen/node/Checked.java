package dev.diver.app.screen.node;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.node.NodeHostKeys;
import dev.diver.core.node.NodeServices;
import dev.diver.core.problem.DiverException;
import java.util.List;

/** What of a node works, and what can be done about its host key. */
record Checked(Node node, List<Finding> findings, HostKey hostKey) {

    /** How the key that a node shows stands to what was accepted. */
    sealed interface HostKey {
        /** Nothing is to be done about it. */
        record Fine() implements HostKey {}

        /** @param shown its fingerprint; nobody has vouched for it */
        record Unknown(String shown) implements HostKey {}

        /** @param before fingerprints that were accepted */
        record Changed(List<String> before, String shown) implements HostKey {}
    }

    /** Blocks for as long as the node takes. */
    static Checked of(NodeServices services, Node node, Progress progress, Cancellation cancellation) {
        var findings = services.checks().stream()
                .flatMap(check -> check.check(node, progress, cancellation).stream())
                .toList();
        var fails = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILS);
        return new Checked(
                node,
                findings,
                fails && node.ssh().isPresent()
                        ? hostKey(services.hostKeys(), node, cancellation)
                        : new HostKey.Fine());
    }

    private static HostKey hostKey(NodeHostKeys keys, Node node, Cancellation cancellation) {
        try {
            var known = keys.known(node);
            var shown = keys.shown(node, cancellation);
            if (known.contains(shown)) {
                return new HostKey.Fine();
            }
            return known.isEmpty() ? new HostKey.Unknown(shown) : new HostKey.Changed(known, shown);
        } catch (DiverException silent) {
            cancellation.check();
            // The findings have said so.
            return new HostKey.Fine();
        }
    }
}
