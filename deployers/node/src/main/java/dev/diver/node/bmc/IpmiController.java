package dev.diver.node.bmc;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.problem.DiverException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A BMC that speaks IPMI 2.0. */
final class IpmiController implements ManagementController {
    /** Without encryption: passwords are safe with them, but what is typed into the console can be read on the way. */
    private static final Set<Integer> IN_CLEAR = Set.of(1, 2, 6, 7, 11, 15, 16);

    /** What old and new BMCs usually take, the strongest first. */
    private static final List<Integer> USUAL_SUITES = List.of(17, 3);

    private final Ipmitool ipmitool;
    private final Path logs;

    /** @param logs where consoles are kept */
    IpmiController(Ipmitool ipmitool, Path logs) {
        this.ipmitool = ipmitool;
        this.logs = logs;
    }

    @Override
    public PowerState power(Cancellation cancellation) {
        return power(ipmitool.run(cancellation, "chassis", "power", "status"));
    }

    static PowerState power(String said) {
        if (said.contains("Chassis Power is on")) {
            return PowerState.ON;
        }
        return said.contains("Chassis Power is off") ? PowerState.OFF : PowerState.UNKNOWN;
    }

    @Override
    public void order(PowerAction action, Cancellation cancellation) {
        ipmitool.run(cancellation, "chassis", "power", action.word());
    }

    @Override
    public void bootFrom(BootDevice device, boolean once, Cancellation cancellation) {
        var words = new ArrayList<>(List.of("chassis", "bootdev", device.word()));
        if (!once) {
            words.add("options=persistent");
        }
        ipmitool.run(cancellation, words.toArray(String[]::new));
    }

    @Override
    public NodeConsole console(Progress progress, Cancellation cancellation) {
        return SolConsole.open(ipmitool, logs, progress, cancellation);
    }

    @Override
    public List<Finding> check(Cancellation cancellation) {
        var findings = new ArrayList<Finding>();
        try {
            var state = power(cancellation);
            findings.add(new Finding("BMC answers", Verdict.WORKS, "IPMI 2.0; the power is " + state.word() + ".", ""));
        } catch (DiverException e) {
            findings.add(Findings.failed("BMC answers", e));
            findings.addAll(otherSuites(cancellation));
            return findings;
        }
        findings.add(cipherSuite());
        findings.add(console(cancellation));
        return findings;
    }

    /** Those that would work, where the node's own does not. */
    private List<Finding> otherSuites(Cancellation cancellation) {
        return USUAL_SUITES.stream()
                .filter(suite -> suite != ipmitool.cipherSuite())
                .filter(suite -> takes(suite, cancellation))
                .findFirst()
                .map(suite -> new Finding(
                        "cipher suite",
                        Verdict.FAILS,
                        "The BMC does not take " + ipmitool.cipherSuite() + ", but " + suite + ".",
                        "Write cipher-suite = " + suite + " into the node's file."))
                .stream()
                .toList();
    }

    private boolean takes(int suite, Cancellation cancellation) {
        try {
            ipmitool.run(suite, cancellation, "chassis", "power", "status");
            return true;
        } catch (DiverException e) {
            cancellation.check();
            return false;
        }
    }

    private Finding cipherSuite() {
        var suite = ipmitool.cipherSuite();
        return IN_CLEAR.contains(suite)
                ? new Finding(
                        "cipher suite",
                        Verdict.WARNING,
                        "Suite " + suite + " does not encrypt: what is typed into the console can be read on the way.",
                        "Write cipher-suite = 17, or 3 for older BMCs, into the node's file.")
                : new Finding("cipher suite", Verdict.WORKS, "Suite " + suite + ", encrypted.", "");
    }

    private Finding console(Cancellation cancellation) {
        try {
            var said = ipmitool.run(cancellation, "sol", "info");
            return said.matches("(?s).*Enabled\\s*: true.*")
                    ? new Finding("serial console", Verdict.WORKS, "Serial over LAN is on.", "")
                    : new Finding(
                            "serial console",
                            Verdict.WARNING,
                            "The BMC does not say that serial over LAN is on.",
                            "Enable it in the BMC: ipmitool … sol set enabled true.");
        } catch (DiverException e) {
            return Findings.failed("serial console", e);
        }
    }
}
