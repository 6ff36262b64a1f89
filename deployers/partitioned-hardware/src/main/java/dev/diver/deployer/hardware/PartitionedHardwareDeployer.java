package dev.diver.deployer.hardware;

import dev.diver.cokernel.CokernelEnd;
import dev.diver.cokernel.CokernelLauncher;
import dev.diver.cokernel.ErrorPlaces;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.Mode;
import dev.diver.core.node.Nodes;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Dives on machines where Linux runs already. Thread-safe. Unlike other modes, planning asks the node what it has: it
 * blocks for as long as that takes, and changes nothing.
 */
public final class PartitionedHardwareDeployer implements Deployer {
    private final HostProgram programs;
    private final Nodes nodes;
    private final SshConnector connector;
    private final Path prepared;

    public PartitionedHardwareDeployer(DiverHome home, HostProgram programs, Nodes nodes, SshConnector connector) {
        this.programs = programs;
        this.nodes = nodes;
        this.connector = connector;
        prepared = home.cache().resolve("prepared");
    }

    @Override
    public Mode mode() {
        return Mode.PARTITIONED_HARDWARE;
    }

    @Override
    public OptionSchema options() {
        return HardwareOptions.schema();
    }

    @Override
    public Optional<String> whyNotStopped() {
        return Optional.of("A node's processors run its Linux already. Dive with the same net in the mode "
                + Mode.PARTITIONED_VM + " to debug it from its first instruction.");
    }

    @Override
    public DivePlan plan(DiveRequest request) {
        var options = HardwareOptions.of(request.options());
        var name = options.node()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "Which node this dive is for was not said.",
                        nodes.list().isEmpty()
                                ? "Diver knows no node yet."
                                : "Diver knows "
                                        + nodes.list().stream()
                                                .map(node -> node.name())
                                                .collect(Collectors.joining(", "))
                                        + ".",
                        "Name it: --node NAME. Add one: diver node add NAME."));
        var plan = new HardwarePlanner(request, options, connector, prepared).plan(nodes.find(name));
        plan.module().require(programs);
        return plan;
    }

    @Override
    public RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events) {
        var decided = (HardwarePlan) plan;
        try {
            decided.module().make(programs);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "Linux's module for co-kernels could not be built.",
                            String.valueOf(e.getMessage()),
                            "diver doctor looks at this host."),
                    e);
        }
        var connection = connector.connect(decided.node(), decided.options().acceptHostKey(), new Cancellation());
        Guard guard = null;
        try {
            events.prepared();
            guard = begun(connection, decided);
            var dive = new HardwareDive(
                    guard.plan(),
                    folder,
                    connection,
                    guard,
                    new CokernelEnd(new ErrorPlaces(
                            decided.request().kernel(), decided.upload().root().get(CokernelLauncher.PROGRAM))));
            dive.start(events);
            return dive;
        } catch (RuntimeException e) {
            // With the connection the signs of life end, and the guard gives back what it took.
            if (guard != null) {
                guard.close();
            }
            connection.close();
            throw e;
        }
    }

    /** In the first of the plan's places that Linux can give up. */
    private static Guard begun(SshConnection connection, HardwarePlan plan) {
        var guard = new Guard(connection, plan);
        var elsewhere = plan.elsewhere();
        return guard.begin(new Cancellation(), elsewhere.isEmpty())
                ? guard
                : begun(connection, elsewhere.orElseThrow());
    }
}
