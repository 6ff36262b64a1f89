package dev.diver.deployer.hardware;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnector;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks nodes whether a co-kernel could run there: a part of {@code diver node check}. Thread-safe; changes nothing. */
public final class NodeInspection implements NodeCheck {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_FACTS = 16 << 20;
    private static final MemorySize USUAL_MEMORY = MemorySize.mebibytes(64);

    private final SshConnector connector;

    public NodeInspection(SshConnector connector) {
        this.connector = connector;
    }

    @Override
    public List<Finding> check(Node node, Progress progress, Cancellation cancellation) {
        if (node.ssh().isEmpty()) {
            return List.of();
        }
        progress.report("asking " + node.name() + " over SSH");
        var findings = new ArrayList<Finding>();
        try (var connection = connector.connect(node, Optional.empty(), cancellation)) {
            findings.add(new Finding("SSH answers", Verdict.WORKS, "One is logged in.", ""));
            // Which Linux of the catalog fits is the dive's to say.
            var result = Preflight.of(
                    facts(node.name(), connection, cancellation),
                    node.ssh().get().user(),
                    Optional.empty(),
                    new Wish.Anywhere(USUAL_MEMORY));
            result.checks().forEach(check -> findings.add(check.finding("co-kernels: ")));
        } catch (DiverException e) {
            var problem = e.problem();
            findings.add(new Finding(
                    findings.isEmpty() ? "SSH answers" : "co-kernels",
                    Verdict.FAILS,
                    (problem.what() + " " + problem.why()).strip(),
                    problem.remedy()));
        }
        return List.copyOf(findings);
    }

    static Preflight.Headers headers(PulledKernel linux) {
        return new Preflight.Headers(
                LinuxRelease.of(linux.file("boot/vmlinuz")),
                linux.manifest().reference().toString());
    }

    static NodeFacts facts(String node, SshConnection connection, Cancellation cancellation) {
        var said = connection.run(
                RootShell.asRootIfPossible(),
                new ByteArrayInputStream(NodeScripts.FACTS.bytes()),
                new SshConnection.RemoteLimits(LIMIT, MOST_FACTS),
                cancellation);
        if (!said.ok()) {
            throw new DiverException(
                    Problem.Kind.FAILED,
                    node + " could not tell what it has.",
                    "Its shell ended with " + said.exitCode() + ": "
                            + said.errors().strip(),
                    "See that a POSIX shell and coreutils are there: ssh NODE uname -a.");
        }
        return NodeFacts.parse(said.text());
    }
}
