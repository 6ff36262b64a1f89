package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Words;
import dev.diver.core.partition.JailhouseCell;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.McKernelArguments;
import dev.diver.core.partition.PartExports;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PiscesEnclave;
import dev.diver.core.partition.QemuMachine;
import java.nio.file.Path;

/** What a plan means to others, as text. */
enum PlanExport {
    KERNEL_COMMAND_LINE("Kernel command line"),
    GRUB_DEFAULTS("Kernel command line for /etc/default/grub"),
    GRUB_CONFIGURATION("Kernel command line for grub.cfg"),
    QEMU("Options of QEMU"),
    MCKERNEL("McKernel: arguments of mcreboot.sh, of the chosen part"),
    JAILHOUSE("Jailhouse: a cell's configuration, of the chosen part"),
    PISCES("Pisces: an enclave as XML, of the chosen part");

    private final String title;

    PlanExport(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * For a plan without conflicts.
     *
     * @param part the name of the part that it is about where the form is of one; empty for the only one
     */
    String of(PartitionPlan plan, String part) {
        return switch (this) {
            case KERNEL_COMMAND_LINE -> KernelCommandLine.of(plan).text();
            case GRUB_DEFAULTS -> KernelCommandLine.of(plan).inGrubDefaults();
            case GRUB_CONFIGURATION -> KernelCommandLine.of(plan).inGrubConfiguration();
            case QEMU -> Words.command(QemuMachine.of(plan, Path.of("ram")).options());
            case MCKERNEL ->
                McKernelArguments.of(plan, PartExports.part(plan, part)).text();
            case JAILHOUSE ->
                JailhouseCell.of(plan, PartExports.part(plan, part)).source();
            case PISCES -> PiscesEnclave.of(plan, PartExports.part(plan, part)).xml();
        };
    }
}
