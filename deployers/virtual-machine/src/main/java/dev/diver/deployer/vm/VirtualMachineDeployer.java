package dev.diver.deployer.vm;

import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.home.DiverHome;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.qemu.QemuDive;
import dev.diver.qemu.Spawner;
import java.io.IOException;

/** Dives in a QEMU virtual machine of its own, or what a kernel has instead of one: a tender. Thread-safe. */
public final class VirtualMachineDeployer implements Deployer {
    private final HostProgram programs;
    private final HostFacts host;
    private final Preparer preparer;
    private final Spawner spawner = new Spawner();

    public VirtualMachineDeployer(DiverHome home, HostProgram programs, AcceleratorProbe probe) {
        this.programs = programs;
        host = new HostFacts(programs, probe, home.cache().resolve("prepared"));
        preparer = new Preparer(programs);
    }

    @Override
    public Mode mode() {
        return Mode.VM;
    }

    @Override
    public OptionSchema options() {
        return VmOptions.schema();
    }

    @Override
    public DivePlan plan(DiveRequest request) {
        var options = VmOptions.of(request.options());
        if (!options.pinning().isEmpty()) {
            programs.require("taskset", "util-linux", "to pin processors");
        }
        var tender = new TenderPlanner(request, options, host);
        return tender.isMeant() ? tender.plan() : new VmPlanner(request, options, host).plan();
    }

    @Override
    public RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events) {
        return switch ((GuestPlan) plan) {
            case VmPlan machine -> start(machine, folder, events);
            case TenderPlan tender -> start(tender, folder, events);
        };
    }

    private RunningDive start(TenderPlan plan, RunFolder folder, DiveEvents events) {
        try {
            events.prepared();
            var dive = new TenderDive(plan, folder, events);
            dive.start(spawner);
            return dive;
        } catch (IOException e) {
            throw failed("The tender could not be started.", e);
        }
    }

    private RunningDive start(VmPlan decided, RunFolder folder, DiveEvents events) {
        QemuDive dive = null;
        try {
            for (var preparation : decided.preparations()) {
                preparer.make(preparation);
            }
            dive = new QemuDive(decided.guest(), folder, events);
            events.prepared();
            dive.start(spawner);
            return dive;
        } catch (IOException e) {
            if (dive != null) {
                dive.abandon();
            }
            throw failed("The virtual machine could not be started.", e);
        }
    }

    private static DiverException failed(String what, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        String.valueOf(cause.getMessage()),
                        "diver doctor looks at this host; diver dive --explain shows what would run."),
                cause);
    }
}
