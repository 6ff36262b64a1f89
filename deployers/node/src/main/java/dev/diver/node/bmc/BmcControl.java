package dev.diver.node.bmc;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.NodeControl;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.secret.Secrets;
import java.time.Duration;
import java.util.List;

/** Nodes through their BMCs, whatever these speak. */
public final class BmcControl implements NodeControl, NodeCheck {
    private final DiverHome home;
    private final HostProgram programs;
    private final BmcPasswords passwords;
    private final PowerWait wait;

    /** @param secrets has the BMCs' passwords */
    public BmcControl(DiverHome home, HostProgram programs, Secrets secrets) {
        this(home, programs, secrets, PowerWait.Pace.USUAL);
    }

    BmcControl(DiverHome home, HostProgram programs, Secrets secrets, PowerWait.Pace pace) {
        this.home = home;
        this.programs = programs;
        passwords = new BmcPasswords(secrets);
        wait = new PowerWait(pace);
    }

    @Override
    public PowerState power(Node node, Cancellation cancellation) {
        try (var controller = controller(node)) {
            return controller.power(cancellation);
        }
    }

    @Override
    public void power(Node node, PowerAction action, Duration limit, Progress progress, Cancellation cancellation) {
        try (var controller = controller(node)) {
            progress.report("asking the BMC of " + node.name() + " for power " + action.word());
            controller.order(action, cancellation);
            wait.await(node.name(), action, () -> controller.power(cancellation), limit, progress, cancellation);
        }
    }

    @Override
    public void bootFrom(Node node, BootDevice device, boolean once, Cancellation cancellation) {
        try (var controller = controller(node)) {
            controller.bootFrom(device, once, cancellation);
        }
    }

    @Override
    public NodeConsole console(Node node, Progress progress, Cancellation cancellation) {
        try (var controller = controller(node)) {
            return controller.console(progress, cancellation);
        }
    }

    @Override
    public List<Finding> check(Node node, Progress progress, Cancellation cancellation) {
        if (node.bmc().isEmpty()) {
            return List.of();
        }
        progress.report("asking the BMC of " + node.name());
        try (var controller = controller(node)) {
            return controller.check(cancellation);
        } catch (DiverException e) {
            cancellation.check();
            return List.of(Findings.failed("BMC", e));
        }
    }

    private ManagementController controller(Node node) {
        var bmc = node.bmc()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        node.name() + " has no BMC that Diver knows of.",
                        "Its file has no table [bmc].",
                        "diver node add --help says how a BMC is told."));
        return switch (bmc) {
            case Node.Ipmi ipmi ->
                new IpmiController(
                        new Ipmitool(programs, passwords, home.runtime().resolve("secret"), node, ipmi),
                        home.data().resolve("nodes").resolve(node.name()));
            case Node.Redfish redfish -> new RedfishController(node, redfish, passwords);
        };
    }
}
