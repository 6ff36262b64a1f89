package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import java.util.List;

/**
 * A decided dive of a unikernel under its tender.
 *
 * @param command the tender's argv, in its sandbox
 */
record TenderPlan(DiveRequest request, List<String> command, List<String> notes, List<String> headline)
        implements GuestPlan {

    @Override
    public Mode mode() {
        return Mode.VM;
    }

    @Override
    public List<List<String>> commands() {
        return List.of(command);
    }

    @Override
    public List<String> kernelCommandLines() {
        return List.of();
    }

    @Override
    public List<PlannedFile> files() {
        return List.of();
    }

    @Override
    public String accelerator() {
        return "";
    }
}
