package dev.diver.deployer.vm;

import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A decided dive in a virtual machine.
 *
 * @param command QEMU's argv, in full
 * @param preparations files that are made before the start
 * @param sockets each that QEMU connects to, main console first; QMP's apart
 * @param status socket that the guest's status bytes come from
 * @param resets file in which QEMU notes why processors were reset; absent where the accelerator cannot tell
 * @param outputs socket that the guest's outputs come from as a tar stream; absent where none are wanted
 */
record VmPlan(
        DiveRequest request,
        List<String> command,
        List<String> kernelCommandLines,
        List<Preparation> preparations,
        List<String> notes,
        String accelerator,
        List<String> headline,
        List<ConsoleSocket> sockets,
        Path qmp,
        Path status,
        Optional<Path> resets,
        Optional<Path> outputs,
        List<Integer> pinning)
        implements DivePlan {

    /** A console and the socket that QEMU connects it to. */
    record ConsoleSocket(String name, Path socket, Path log) {}

    @Override
    public Mode mode() {
        return Mode.VM;
    }

    @Override
    public List<List<String>> commands() {
        return List.of(command);
    }

    @Override
    public List<PlannedFile> files() {
        return preparations.stream()
                .map(one -> new PlannedFile(one.file().toString(), one.what()))
                .toList();
    }
}
