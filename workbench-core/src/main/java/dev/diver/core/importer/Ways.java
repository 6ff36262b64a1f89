package dev.diver.core.importer;

import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** From markers to ways to boot, the likeliest first, and in words what was seen and will be done. */
final class Ways {
    /** ELF e_machine: AMD x86-64, Intel 80386 (System V ABI). */
    private static final String X86_64 = "machine 62";

    private static final String I386 = "machine 3";

    private final List<Marker> markers;
    private final List<String> words = new ArrayList<>();
    private final List<Way> all;

    Ways(List<Marker> markers) {
        this.markers = markers;
        all = List.copyOf(ways());
        tell();
    }

    /** One way to boot, and the image's format. */
    record Way(BootProtocol protocol, Wrapper wrapper, String format) {}

    List<Way> all() {
        return all;
    }

    /** What the person should know of them. */
    List<String> words() {
        return List.copyOf(words);
    }

    /** As a package names it, whether it boots by itself or not. */
    String format() {
        if (!all.isEmpty()) {
            return all.getFirst().format();
        }
        return has("elf64") ? "elf64" : has("elf32") ? "elf32" : "raw";
    }

    private void tell() {
        if (all.size() > 1) {
            words.add("It can be booted in " + all.size() + " ways; the first is taken: "
                    + all.stream().map(Ways::name).collect(Collectors.joining(", "))
                    + ". Change boot in the manifest to take another.");
        }
        if (has("gzip") && !all.isEmpty()) {
            words.add("It is packed with gzip and will be unpacked before it boots.");
        }
    }

    /** QEMU's own order is bzImage, multiboot1, PVH; an ISO or disk image boots as a whole whatever it holds. */
    private List<Way> ways() {
        var ways = new ArrayList<Way>();
        var gunzip = has("gzip") ? Wrapper.GUNZIP : Wrapper.NONE;
        if (detail("iso9660").filter("bootable"::equals).isPresent()) {
            ways.add(new Way(BootProtocol.ISO, gunzip, "iso"));
            return ways;
        }
        if (has("qcow2")) {
            ways.add(new Way(BootProtocol.BIOS_DISK, gunzip, "qcow2"));
            return ways;
        }
        if (has("linux-bzimage")) {
            ways.add(new Way(BootProtocol.LINUX_BZIMAGE, gunzip, "bzimage"));
        }
        if (has("pvh")) {
            ways.add(new Way(BootProtocol.PVH, gunzip, "elf"));
        }
        multiboot1(gunzip).ifPresent(ways::add);
        if (has("multiboot2") && isForX86()) {
            if (ways.isEmpty()) {
                words.add("QEMU cannot boot multiboot2 by itself: the kernel is put on a GRUB ISO.");
            }
            ways.add(new Way(BootProtocol.MULTIBOOT2, Wrapper.GRUB_ISO, "elf"));
        }
        if (ways.isEmpty() && has("mbr")) {
            ways.add(new Way(BootProtocol.BIOS_DISK, gunzip, "raw"));
        }
        return ways;
    }

    private Optional<Way> multiboot1(Wrapper gunzip) {
        var addresses = detail("multiboot1");
        if (addresses.isEmpty() || has("elf64") && !isForX86()) {
            return Optional.empty();
        }
        if (has("elf64") && addresses.get().startsWith("without")) {
            words.add("QEMU refuses a 64-bit multiboot1 ELF file: it is rewritten as a 32-bit one before it boots.");
            return Optional.of(new Way(BootProtocol.MULTIBOOT1, Wrapper.ELF32, "elf64"));
        }
        return Optional.of(new Way(BootProtocol.MULTIBOOT1, gunzip, has("elf64") ? "elf64" : "elf32"));
    }

    private boolean isForX86() {
        return detail("elf64")
                .or(() -> detail("elf32"))
                .map(one -> one.equals(X86_64) || one.equals(I386))
                .orElse(true);
    }

    /** Where there is none. */
    String whyNot() {
        if (has("solo5")) {
            return "It is a Solo5 unikernel for the target " + detail("solo5").orElse("")
                    + ", which nothing here can start.";
        }
        if (has("hermit")) {
            return "It is a Hermit application without a loader: package the Hermit loader with it as a multiboot"
                    + " kernel.";
        }
        if (has("arm64")) {
            return "It is a kernel for arm64; this Diver starts x86 machines.";
        }
        if (has("pe")) {
            return "It is an EFI program and carries no other boot protocol: put it on a bootable ISO.";
        }
        if (has("iso9660")) {
            return "It is a CD image without a boot record.";
        }
        if (has("elf64") || has("elf32")) {
            return "It is an ELF file ("
                    + detail("elf64").or(() -> detail("elf32")).orElse("")
                    + ") but carries no boot header: no multiboot header in its first 8 KiB (multiboot2: 32 KiB) and"
                    + " no PVH note. If it is an application, build it as a net; if it is a kernel, its boot protocol"
                    + " must be declared in a kernel.json.";
        }
        return "It is no kernel that Diver knows: none of the markers of bzImage, multiboot, multiboot2, PVH, an ISO or"
                + " a bootable disk is in it.";
    }

    private static String name(Way way) {
        return way.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean has(String marker) {
        return detail(marker).isPresent();
    }

    private Optional<String> detail(String marker) {
        return markers.stream()
                .filter(one -> one.name().equals(marker))
                .findFirst()
                .map(Marker::detail);
    }
}
