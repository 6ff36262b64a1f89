package dev.diver.deployer.partitioned;

import dev.diver.cokernel.ErrorPlaces;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.qemu.GuestCode;
import dev.diver.qemu.KernelCode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What a debugger is told of the code in a machine that two kernels share. */
final class SharedCode {
    private final DiveRequest request;
    private final PartitionPlan plan;
    private final boolean onCokernel;

    SharedCode(DiveRequest request, PartitionPlan plan, boolean onCokernel) {
        this.request = request;
        this.plan = plan;
        this.onCokernel = onCokernel;
    }

    /**
     * Nothing of it is in memory at the first instruction, which is the firmware's.
     *
     * @param linux its own symbols, where they are there and it lies where they say
     */
    GuestCode of(GuestImage image, Optional<SymbolFile> linux) {
        var symbols = new ArrayList<SymbolFile>();
        if (onCokernel) {
            KernelCode.symbols(request.kernel(), false).ifPresent(symbols::add);
        }
        // Linux gets norandmaps in any case.
        var name = request.net().name();
        (onCokernel
                        ? KernelCode.program(image.program(), name, OptionalLong.of(ErrorPlaces.PROGRAM_BASE), false)
                        : KernelCode.linuxProgram(image.program(), name, true))
                .ifPresent(symbols::add);
        linux.ifPresent(symbols::add);
        return new GuestCode(
                IntStream.range(0, plan.machine().processors())
                        .mapToObj(this::processor)
                        .toList(),
                symbols,
                KernelCode.sources(request.kernel()));
    }

    private Processor processor(int number) {
        var isLinux = plan.linux().processors().numbers().contains(number);
        return new Processor(
                "cpu " + number, isLinux ? "Linux" : request.kernel().manifest().name());
    }
}
