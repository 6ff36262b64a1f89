package dev.diver.deployer.partitioned;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.debug.DebugTarget.SourceFolder;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.qemu.GuestCode;
import dev.diver.qemu.KernelCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a debugger is told of the code in a machine that two kernels share. */
final class SharedCode {
    /** BASE_PROGRAM of assets/gpos/proxy/loader.c. */
    private static final OptionalLong PROGRAM_BASE = OptionalLong.of(0x2000_0000_0000L);

    private final DiveRequest request;
    private final PartitionPlan plan;
    private final boolean onCokernel;

    SharedCode(DiveRequest request, PartitionPlan plan, boolean onCokernel) {
        this.request = request;
        this.plan = plan;
        this.onCokernel = onCokernel;
    }

    /** Nothing of it is in memory at the first instruction, which is the firmware's. */
    GuestCode of(GuestImage image) {
        var symbols = new ArrayList<SymbolFile>();
        if (onCokernel) {
            KernelCode.symbols(request.kernel(), false).ifPresent(symbols::add);
        }
        // Linux gets norandmaps in any case.
        var name = request.net().name();
        (onCokernel
                        ? KernelCode.program(image.program(), name, PROGRAM_BASE, false)
                        : KernelCode.linuxProgram(image.program(), name, true))
                .ifPresent(symbols::add);
        return new GuestCode(
                IntStream.range(0, plan.machine().processors())
                        .mapToObj(this::processor)
                        .toList(),
                symbols,
                sources());
    }

    private Processor processor(int number) {
        var isLinux = plan.linux().processors().numbers().contains(number);
        return new Processor(
                "cpu " + number, isLinux ? "Linux" : request.kernel().manifest().name());
    }

    private List<SourceFolder> sources() {
        return Stream.concat(Stream.of(request.kernel()), request.gpos().stream())
                .<PulledKernel>map(kernel -> kernel)
                .flatMap(kernel -> KernelCode.sources(kernel).stream())
                .toList();
    }
}
