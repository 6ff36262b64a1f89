package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Words;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.QemuMachine;
import java.nio.file.Path;
import java.util.function.Function;

/** What a plan means to others, as text. */
enum PlanExport {
    KERNEL_COMMAND_LINE("Kernel command line", plan -> KernelCommandLine.of(plan).text()),
    GRUB_DEFAULTS("Kernel command line for /etc/default/grub", plan -> KernelCommandLine.of(plan).inGrubDefaults()),
    GRUB_CONFIGURATION("Kernel command line for grub.cfg", plan -> KernelCommandLine.of(plan).inGrubConfiguration()),
    QEMU("Options of QEMU", plan -> Words.command(QemuMachine.of(plan, Path.of("ram")).options()));

    private final String title;
    private final Function<PartitionPlan, String> text;

    PlanExport(String title, Function<PartitionPlan, String> text) {
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    /** For a plan without conflicts. */
    String of(PartitionPlan plan) {
        return text.apply(plan);
    }
}
