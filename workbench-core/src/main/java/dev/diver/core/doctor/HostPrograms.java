package dev.diver.core.doctor;

import dev.diver.core.catalog.HostAbility;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Mode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a machine's programs make possible. Whether by KVM or by emulation, QEMU starts the same kernels. */
final class HostPrograms {
    private HostPrograms() {}

    /** @param has whether there is a program of this name */
    static HostAbility ability(Predicate<String> has) {
        var protocols = EnumSet.noneOf(BootProtocol.class);
        var modes = EnumSet.of(Mode.DEMO);
        if (has.test("qemu-system-x86_64")) {
            protocols.addAll(Set.of(
                    BootProtocol.LINUX_BZIMAGE,
                    BootProtocol.MULTIBOOT1,
                    BootProtocol.PVH,
                    BootProtocol.BIOS_DISK,
                    BootProtocol.ISO,
                    BootProtocol.HOSTED));
            modes.addAll(Set.of(Mode.VM, Mode.PARTITIONED_VM));
            if (has.test("grub-mkrescue")) {
                protocols.add(BootProtocol.MULTIBOOT2);
            }
        }
        if (has.test("solo5-spt") || has.test("solo5-hvt")) {
            protocols.add(BootProtocol.TENDER);
            modes.add(Mode.VM);
        }
        return new HostAbility(
                protocols.isEmpty() ? Set.of() : Set.of("amd64", "386"),
                modes,
                protocols.stream().map(HostPrograms::word).collect(Collectors.toSet()));
    }

    private static String word(BootProtocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
