package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import dev.diver.qemu.QemuGuest;
import java.util.List;

/**
 * A decided dive in a virtual machine.
 *
 * @param preparations files that are made before the start
 */
record VmPlan(
        QemuGuest guest,
        List<String> kernelCommandLines,
        List<Preparation> preparations,
        List<String> notes,
        String accelerator,
        List<String> headline)
        implements GuestPlan {

    @Override
    public Mode mode() {
        return Mode.VM;
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
    public List<PlannedFile> files() {
        return preparations.stream()
                .map(one -> new PlannedFile(one.file().toString(), one.what()))
                .toList();
    }
}
