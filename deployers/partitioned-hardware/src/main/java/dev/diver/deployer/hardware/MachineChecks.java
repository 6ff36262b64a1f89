package dev.diver.deployer.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node must have whatever part of it a dive takes. Looks at facts only. */
final class MachineChecks {
    private static final String UNPRIVILEGED =
            "Taking processors and memory from Linux needs root; %s is not, and sudo asks for a password.";

    private final NodeFacts facts;
    private final String user;
    private final Optional<Preflight.Headers> headers;
    private final List<Check> checks = new ArrayList<>();

    private MachineChecks(NodeFacts facts, String user, Optional<Preflight.Headers> headers) {
        this.facts = facts;
        this.user = user;
        this.headers = headers;
    }

    /**
     * @param user whom one is there
     * @param headers absent where no Linux is chosen yet
     */
    static List<Check> of(NodeFacts facts, String user, Optional<Preflight.Headers> headers) {
        var machine = new MachineChecks(facts, user, headers);
        machine.rights();
        machine.kernel();
        machine.module();
        machine.tools();
        machine.neighbours();
        return List.copyOf(machine.checks);
    }

    private void rights() {
        checks.add(
                facts.isRoot()
                        ? Check.ok("root", "Commands run as root.")
                        : Check.failed(
                                "root",
                                "One is not root there.",
                                UNPRIVILEGED.formatted(user),
                                "Log in as root (user in the node's file), or let " + user
                                        + " use sudo without a password."));
    }

    private void kernel() {
        var machine = facts.value("machine");
        checks.add(
                machine.equals("x86_64")
                        ? Check.ok("architecture", "It is an x86-64 machine.")
                        : Check.failed(
                                "architecture",
                                "It is no x86-64 machine.",
                                "uname -m says " + machine + "; co-kernels are for x86-64.",
                                "Choose another node."));
        var running = facts.value("release");
        checks.add(headers.map(these -> these.release().equals(running)
                        ? Check.ok("headers", "It runs Linux " + running + ", whose headers " + these.linux() + " has.")
                        : otherHeaders(running, these))
                .orElseGet(() -> Check.ok("headers", "It runs Linux " + running + ".")));
    }

    private static Check otherHeaders(String running, Preflight.Headers these) {
        return Check.failed(
                "headers",
                "No headers of its Linux are at hand.",
                "It runs Linux " + running + ", and " + these.linux() + " is " + these.release()
                        + "; a module fits exactly one.",
                "Choose its Linux of the catalog (--set linux=linux:6.1-generic), pull that again where it is older, or"
                        + " boot the node with " + these.release() + ".");
    }

    private void module() {
        var lockdown = facts.value("lockdown");
        var locked = !lockdown.isEmpty() && !lockdown.equals("none");
        var secure = facts.value("secureboot").equals("1");
        if (locked
                || facts.value("enforced").equals("Y")
                || facts.value("enforced").equals("1")) {
            checks.add(Check.failed(
                    "module",
                    "Its Linux takes signed modules only.",
                    locked
                            ? "It is locked down (" + lockdown + ")"
                                    + (secure ? ", because the machine booted with Secure Boot." : ".")
                            : "It was booted with module.sig_enforce.",
                    secure
                            ? "Switch Secure Boot off in the node's firmware, or sign the module with a key that it"
                                    + " knows (mokutil)."
                            : "Boot it without lockdown= and module.sig_enforce."));
        } else if (facts.value("modules_disabled").equals("1")) {
            checks.add(Check.failed(
                    "module",
                    "Its Linux takes no modules any more.",
                    "kernel.modules_disabled is 1, and stays so until it boots again.",
                    "Boot it without that setting (sysctl)."));
        } else {
            checks.add(Check.ok("module", "Its Linux takes modules that nobody signed."));
        }
    }

    private void tools() {
        checks.add(
                facts.missing().isEmpty()
                        ? Check.ok("tools", "All programs that the guard needs are there.")
                        : Check.failed(
                                "tools",
                                "Programs are missing there: " + String.join(", ", facts.missing()) + ".",
                                "The guard, which gives everything back, runs them.",
                                "Install util-linux, coreutils, tar and kmod there."));
    }

    /** What a dive there does to others, and others to it. */
    private void neighbours() {
        if (!facts.value("cmdline").contains("no_ipi_broadcast=1")) {
            checks.add(Check.warning(
                    "interrupts",
                    "Linux may disturb the co-kernel.",
                    "Its interrupts to all processors reach those that are offline, too.",
                    "Boot it with no_ipi_broadcast=1."));
        }
        facts.dives().forEach((run, state) -> {
            if (state.startsWith("stuck")) {
                checks.add(Check.warning(
                        "left over",
                        "The dive " + run + " could not give everything back.",
                        state + ".",
                        "Look at /run/diver/" + run + " there; booting the node mends it."));
            }
        });
    }
}
