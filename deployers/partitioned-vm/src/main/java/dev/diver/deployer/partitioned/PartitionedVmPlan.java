package dev.diver.deployer.partitioned;

import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.partition.QemuMachine;
import dev.diver.qemu.QemuGuest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A decided dive in a partitioned virtual machine.
 *
 * @param guest whose request is the dive's, and whose kernel is the co-kernel
 * @param image what Linux starts from
 * @param initrd where that is written
 * @param ram the file with the guest's memory, and its size in bytes
 * @param stream socket that the proxy's statistics come from; absent where they are read in the guest's memory
 * @param window where in that file the co-kernel's region begins
 */
record PartitionedVmPlan(
        QemuGuest guest,
        GuestImage image,
        Path initrd,
        QemuMachine.Place window,
        Optional<Path> stream,
        long ramSize,
        String linuxCommandLine,
        List<String> notes,
        String accelerator,
        List<String> headline)
        implements DivePlan {

    @Override
    public Mode mode() {
        return Mode.PARTITIONED_VM;
    }

    @Override
    public DiveRequest request() {
        return guest.request();
    }

    @Override
    public List<List<String>> commands() {
        return List.of(guest.command());
    }

    @Override
    public List<String> kernelCommandLines() {
        return image.launcher().isEmpty()
                ? List.of(linuxCommandLine)
                : List.of(linuxCommandLine, "co-kernel: " + String.join(" ", image.launcher()));
    }

    @Override
    public List<PlannedFile> files() {
        return List.of(
                new PlannedFile(image.module().file().toString(), "the module diver_cokernel for this very Linux"),
                new PlannedFile(initrd.toString(), image.what()),
                new PlannedFile(window.file().toString(), "the guest's memory; its name goes when QEMU has it"));
    }
}
