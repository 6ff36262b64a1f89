package dev.diver.core.importer;

import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.importer.KernelImporter.Proposal;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Mode;
import dev.diver.core.kernel.Role;
import dev.diver.core.kernel.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** From markers to a package: the likeliest way to boot first, and in words what was seen and will be done. */
final class ProposalMaker {
    /** ELF e_machine: AMD x86-64, Intel 80386 (System V ABI). */
    private static final String X86_64 = "machine 62";

    private static final String I386 = "machine 3";

    private final String fileName;
    private final List<Marker> markers;
    private final List<String> words = new ArrayList<>();

    ProposalMaker(String fileName, List<Marker> markers) {
        this.fileName = fileName;
        this.markers = markers;
    }

    /** One way to boot, and the image's format. */
    private record Way(BootProtocol protocol, Wrapper wrapper, String format) {}

    Proposal make() {
        var ways = ways();
        if (ways.isEmpty()) {
            return new Proposal(markers, Optional.empty(), whyNot());
        }
        if (ways.size() > 1) {
            words.add("It can be booted in " + ways.size() + " ways; the first is taken: "
                    + ways.stream().map(ProposalMaker::name).collect(Collectors.joining(", "))
                    + ". Change boot in the manifest to take another.");
        }
        if (has("gzip")) {
            words.add("It is packed with gzip and will be unpacked before it boots.");
        }
        words.add("A marker is a claim: the first dive shows whether it boots.");
        return new Proposal(markers, Optional.of(manifest(ways)), String.join(" ", words));
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

    private String whyNot() {
        if (has("solo5")) {
            return "It is a Solo5 unikernel for the target " + detail("solo5").orElse("")
                    + ": that needs Solo5's own tender, which this Diver does not start.";
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

    private KernelManifest manifest(List<Way> ways) {
        var image = "boot/" + safe(fileName);
        var boots = ways.stream()
                .map(way -> new Boot(
                        way.protocol(),
                        List.of("pc"),
                        "",
                        Optional.empty(),
                        1,
                        List.of(),
                        List.of(),
                        "",
                        way.wrapper()))
                .toList();
        return new KernelManifest(
                name(),
                "0.0.0",
                "",
                true,
                "imported",
                "Imported from " + safe(fileName),
                "Imported from a file. Found in it: "
                        + markers.stream().map(Marker::name).collect(Collectors.joining(", ")) + ".",
                "NOASSERTION",
                "amd64",
                List.of("imported"),
                List.of(Mode.VM),
                Optional.empty(),
                List.of(new Artifact(Role.IMAGE, image, "", ways.getFirst().format())),
                boots,
                null,
                null,
                new KernelManifest.Args(ArgumentChannel.APPEND, "", "", "", ArgumentQuoting.NONE),
                null,
                new KernelManifest.Exit(
                        ExitMode.ACPI, Optional.empty(), ExitDecode.NONE, Optional.empty(), Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                null,
                null,
                List.of());
    }

    private String name() {
        var name = fileName.toLowerCase(Locale.ROOT)
                .replaceAll("\\.(gz|bin|elf|img|iso|qcow2|raw)$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty()
                ? "imported"
                : name.substring(0, Math.min(name.length(), 60)).replaceAll("-+$", "");
    }

    private static String safe(String name) {
        var clean = name.replaceAll("[^A-Za-z0-9_@+.,=-]", "_").replaceAll("^\\.+", "_");
        return clean.substring(0, Math.min(clean.length(), 100));
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
