package dev.diver.app.screen.fake;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.ConsoleDevice;
import dev.diver.core.kernel.Device;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.kernel.Role;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.machine.MemorySize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dozen kernels of six families, as the shipped catalog and its neighbours would have them. */
final class FakeKernels {
    private FakeKernels() {}

    static List<KernelManifest> all() {
        return List.of(
                kernel(
                        "snorkel",
                        "0.1.0",
                        "linked",
                        "snorkel",
                        "Reference kernel with the application linked in",
                        "MIT OR Apache-2.0",
                        List.of("unikernel", "reference", "hpc", "light"),
                        AppModel.RELINK,
                        List.of(Mode.VM, Mode.DEMO)),
                kernel(
                        "snorkel",
                        "0.1.0",
                        "loader",
                        "snorkel",
                        "Reference kernel that loads a static ELF given as boot module",
                        "MIT OR Apache-2.0",
                        List.of("unikernel", "reference", "loader"),
                        AppModel.BOOT_MODULE,
                        List.of(Mode.VM, Mode.DEMO)),
                kernel(
                        "snorkel",
                        "0.1.0",
                        "cokernel",
                        "snorkel",
                        "Reference kernel beside Linux on cores of its own, with forwarded system calls",
                        "MIT OR Apache-2.0",
                        List.of("co-kernel", "reference", "hpc"),
                        AppModel.HOST_PROXY,
                        List.of(Mode.PARTITIONED_VM, Mode.PARTITIONED_HARDWARE)),
                kernel(
                        "linux",
                        "6.1",
                        "cloud",
                        "linux",
                        "Debian's Linux 6.1 for virtual machines, with your static program as its only process",
                        "GPL-2.0-only",
                        List.of("gpos", "linux", "debian"),
                        AppModel.INITRD_ELF,
                        List.of(Mode.VM)),
                kernel(
                        "linux",
                        "6.1",
                        "generic",
                        "linux",
                        "Debian's Linux 6.1 with all drivers, with your static program as its only process",
                        "GPL-2.0-only",
                        List.of("gpos", "linux", "debian", "hardware"),
                        AppModel.INITRD_ELF,
                        List.of(Mode.VM)),
                kernel(
                        "gnumach",
                        "1.8",
                        "",
                        "mach",
                        "GNU Mach, the microkernel of the Hurd",
                        "GPL-2.0-or-later",
                        List.of("microkernel", "debian"),
                        AppModel.NONE,
                        List.of(Mode.VM)),
                kernel(
                        "memtest86plus",
                        "6.10",
                        "x64",
                        "memtest",
                        "Memory test that boots by itself, 64 bit",
                        "GPL-2.0-only",
                        List.of("test", "memory", "debian"),
                        AppModel.NONE,
                        List.of(Mode.VM)),
                kernel(
                        "memtest86plus",
                        "6.10",
                        "ia32",
                        "memtest",
                        "Memory test that boots by itself, 32 bit",
                        "GPL-2.0-only",
                        List.of("test", "memory", "debian"),
                        AppModel.NONE,
                        List.of(Mode.VM)),
                kernel(
                        "ipxe",
                        "1.21.1",
                        "",
                        "ipxe",
                        "Network boot loader with scripts, HTTP and iSCSI",
                        "GPL-2.0-or-later",
                        List.of("network", "boot-loader", "debian"),
                        AppModel.NONE,
                        List.of(Mode.VM)),
                kernel(
                        "nautilus",
                        "2024.2",
                        "hpc",
                        "nautilus",
                        "HPC kernel for parallel run-time systems with InfiniBand, NUMA-aware buddy allocation and in-kernel OpenMP",
                        "MIT",
                        List.of("hpc", "infiniband", "unikernel", "openmp", "numa", "research"),
                        AppModel.RELINK,
                        List.of(Mode.VM, Mode.PARTITIONED_VM, Mode.PARTITIONED_HARDWARE)),
                kernel(
                        "nautilus",
                        "2024.2",
                        "minimal-without-network-and-graphics",
                        "nautilus",
                        "HPC kernel for parallel run-time systems, smallest build",
                        "MIT",
                        List.of("hpc", "unikernel", "research"),
                        AppModel.RELINK,
                        List.of(Mode.VM)),
                kernel(
                        "a-kernel-with-quite-a-long-name-to-see-that-it-is-cut",
                        "2026.11.23",
                        "experimental",
                        "nautilus",
                        "Somebody's kernel whose name and summary are both so long that no column of any reasonable window will hold them whole",
                        "LicenseRef-unknown",
                        List.of("imported", "experimental"),
                        AppModel.NONE,
                        List.of(Mode.VM)));
    }

    static CatalogEntry entry(KernelManifest m, boolean pulled) {
        return new CatalogEntry(
                m.reference(),
                m.family(),
                m.version(),
                m.configuration(),
                m.summary(),
                m.tags(),
                m.modes(),
                digest(m),
                pulled);
    }

    static String digest(KernelManifest manifest) {
        var hex = Integer.toHexString(manifest.reference().toString().hashCode() | 0x10000000);
        return "sha256:" + hex.repeat(8);
    }

    static KernelManifest kernel(
            String name,
            String version,
            String configuration,
            String family,
            String summary,
            String licence,
            List<String> tags,
            AppModel model,
            List<Mode> modes) {
        var pvh = family.equals("snorkel");
        return new KernelManifest(
                name,
                version,
                configuration,
                configuration.equals("linked") || configuration.equals("cloud"),
                family,
                summary,
                "# What it is\n" + summary + ".\n\nIt boots in **0.2 s** under TCG and talks on the first serial port."
                        + "\n\n## What it is good for\n- measuring without an operating system in the way\n"
                        + "- programs that own the machine\n- learning how `main` is reached\n\n"
                        + "```\ndiver new hello --kernel " + name + ":" + version + "\n```\n",
                licence,
                "amd64",
                tags,
                modes,
                Optional.empty(),
                List.of(
                        new KernelManifest.Artifact(
                                Role.IMAGE, "boot/" + name + ".elf", "sha256:" + "ab".repeat(32), "elf64"),
                        new KernelManifest.Artifact(Role.SYMBOLS, "symbols/" + name + ".elf", "", "elf64"),
                        new KernelManifest.Artifact(Role.SDK, "sdk/include", "", "directory")),
                List.of(new KernelManifest.Boot(
                        pvh ? BootProtocol.PVH : BootProtocol.LINUX_BZIMAGE,
                        List.of("pc", "q35"),
                        "max",
                        Optional.of(MemorySize.mebibytes(32)),
                        4,
                        List.of(Device.ISA_DEBUG_EXIT),
                        List.of(),
                        List.of(),
                        "",
                        Wrapper.NONE)),
                new KernelManifest.Console(ConsoleDevice.SERIAL, "console=ttyS0"),
                new KernelManifest.App(model, "gcc", "main", "ld -T kernel/snorkel.ld", "snorkel-linked"),
                new KernelManifest.Args(ArgumentChannel.APPEND, "", "--", "", ArgumentQuoting.DOUBLE),
                null,
                new KernelManifest.Exit(
                        pvh ? ExitMode.ISA_DEBUG_EXIT : ExitMode.ACPI,
                        Optional.of(0xf4),
                        ExitDecode.STATUS_PORT,
                        Optional.of(0xe9),
                        Optional.of(127)),
                List.of(),
                List.of(),
                Optional.empty(),
                new KernelManifest.Host("", List.of("qemu-system-x86_64"), List.of()),
                null,
                List.of(
                        new KernelManifest.Verified("qemu", "7.2.22", "boots, exits 0", "2026-11-23"),
                        new KernelManifest.Verified("qemu", "9.1.0", "boots", "2026-10-02")),
                Optional.empty());
    }

    static Map<String, KernelManifest> byReference() {
        var map = new java.util.LinkedHashMap<String, KernelManifest>();
        all().forEach(manifest -> map.put(manifest.reference().toString(), manifest));
        return map;
    }
}
