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
        if (!has.test("qemu-system-x86_64")) {
            return new HostAbility(Set.of(), EnumSet.of(Mode.DEMO), Set.of());
        }
        var protocols = EnumSet.of(
                BootProtocol.LINUX_BZIMAGE,
                BootProtocol.MULTIBOOT1,
                BootProtocol.PVH,
                BootProtocol.BIOS_DISK,
                BootProtocol.ISO,
                BootProtocol.HOSTED);
        if (has.test("grub-mkrescue")) {
            protocols.add(BootProtocol.MULTIBOOT2);
        }
        return new HostAbility(
                Set.of("amd64", "386"),
                EnumSet.of(Mode.VM, Mode.PARTITIONED_VM, Mode.DEMO),
                protocols.stream().map(HostPrograms::word).collect(Collectors.toSet()));
    }

    private static String word(BootProtocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
