package dev.diver.deployer.vm;

import dev.diver.qemu.QemuArguments;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan is gathered in while it is made.
 *
 * @param notes what the person should know of it, one sentence each
 * @param kernelLines the command lines that kernel and modules get
 */
record PlanDraft(QemuArguments argv, List<Preparation> preparations, List<String> notes, List<String> kernelLines) {
    PlanDraft() {
        this(new QemuArguments(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
