package dev.diver.deployer.partitioned;

import dev.diver.cokernel.CokernelEnd;
import dev.diver.cokernel.ErrorPlaces;
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
import dev.diver.core.syscall.StreamedSource;
import dev.diver.qemu.QemuDive;
import dev.diver.qemu.QemuGuest;
import dev.diver.qemu.QemuHost;
import dev.diver.qemu.Spawner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Dives in a QEMU virtual machine that Linux and a co-kernel share. Thread-safe. */
public final class PartitionedVmDeployer implements Deployer {
    private final HostProgram programs;
    private final QemuHost host;
    private final Path prepared;
    private final Spawner spawner = new Spawner();

    public PartitionedVmDeployer(DiverHome home, HostProgram programs, AcceleratorProbe probe) {
        this.programs = programs;
        host = new QemuHost(programs, probe);
        prepared = home.cache().resolve("prepared");
    }

    @Override
    public Mode mode() {
        return Mode.PARTITIONED_VM;
    }

    @Override
    public OptionSchema options() {
        return PartitionedVmOptions.schema();
    }

    @Override
    public DivePlan plan(DiveRequest request) {
        var plan = new PartitionedVmPlanner(request, PartitionedVmOptions.of(request.options()), host, prepared).plan();
        plan.image().module().require(programs);
        return plan;
    }

    @Override
    public RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events) {
        var decided = (PartitionedVmPlan) plan;
        GuestMemory memory = null;
        QemuDive machine = null;
        try {
            decided.image().make(programs, decided.initrd());
            memory = GuestMemory.create(
                    decided.window().file(), decided.ramSize(), decided.window().offset());
            var received = decided.stream().map(socket -> new StreamedSource());
            var streams = received.stream()
                    .map(source -> new QemuGuest.Stream(decided.stream().orElseThrow(), source::feed))
                    .toList();
            var words = new CokernelEnd(
                    new ErrorPlaces(decided.request().kernel(), decided.image().program()));
            var window = memory;
            machine = new QemuDive(
                    decided.guest(), folder, events, streams, Optional.of(() -> words.crash(window.lastWords())));
            events.prepared();
            machine.start(spawner);
            machine.greeted().thenRun(memory::forgetName);
            return new PartitionedVmDive(machine, memory, received, words);
        } catch (IOException | RuntimeException e) {
            if (machine != null) {
                machine.abandon();
            }
            if (memory != null) {
                memory.close();
            }
            throw e instanceof DiverException known
                    ? known
                    : new DiverException(
                            new Problem(
                                    Problem.Kind.FAILED,
                                    "The partitioned virtual machine could not be started.",
                                    String.valueOf(e.getMessage()),
                                    "diver doctor looks at this host; diver dive --explain shows what would run."),
                            e);
        }
    }
}
