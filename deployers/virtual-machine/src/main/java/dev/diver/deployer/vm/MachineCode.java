package dev.diver.deployer.vm;

import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Role;
import dev.diver.core.kernel.Wrapper;
import dev.diver.qemu.GuestCode;
import dev.diver.qemu.KernelCode;
import dev.diver.qemu.LinuxSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a debugger is told of the code in a machine of its own. */
final class MachineCode {
    private final DiveRequest request;
    private final KernelManifest kernel;
    private final BootFiles files;

    MachineCode(DiveRequest request) {
        this.request = request;
        kernel = request.kernel().manifest();
        files = new BootFiles(request);
    }

    /** @param notes gets what the person should know of it */
    GuestCode of(Boot boot, int cpus, List<String> notes) {
        return new GuestCode(
                GuestCode.processors(cpus, kernel.name()), symbols(boot, notes), KernelCode.sources(request.kernel()));
    }

    private List<SymbolFile> symbols(Boot boot, List<String> notes) {
        var name = request.net().name();
        var hasProgram = request.net().program().isPresent();
        if (kernel.app().model() == AppModel.RELINK && hasProgram) {
            return KernelCode.program(files.program(), name, OptionalLong.empty(), isMapped(boot)).stream()
                    .toList();
        }
        var symbols = new ArrayList<SymbolFile>();
        KernelCode.symbols(request.kernel(), isMapped(boot)).ifPresent(symbols::add);
        if (boot.protocol() == BootProtocol.LINUX_BZIMAGE && symbols.isEmpty() && request.stopped()) {
            linux(notes).ifPresent(symbols::add);
        }
        for (var module : boot.modules()) {
            if (module.path().equals(BootFiles.APPLICATION)) {
                KernelCode.program(files.program(), name, module.base(), false).ifPresent(symbols::add);
            }
        }
        if (kernel.app().model() == AppModel.INITRD_ELF && hasProgram) {
            KernelCode.linuxProgram(files.program(), name, request.stopped()).ifPresent(symbols::add);
        }
        return symbols;
    }

    /** It lies where they say, see {@link CommandLine}. */
    private Optional<SymbolFile> linux(List<String> notes) {
        var image =
                request.kernel().file(kernel.artifact(Role.IMAGE).orElseThrow().path());
        var found = LinuxSymbols.of(image, request.options(), request.net().directory());
        found.note().ifPresent(notes::add);
        return found.symbols();
    }

    /** QEMU's own loaders put an image where it is linked before the first instruction; others come only later. */
    private static boolean isMapped(Boot boot) {
        return switch (boot.protocol()) {
            case MULTIBOOT1, PVH -> boot.wrapper() != Wrapper.GRUB_ISO;
            case MULTIBOOT2, LINUX_BZIMAGE, BIOS_DISK, ISO, TENDER, HOSTED -> false;
        };
    }
}
