package dev.diver.core.importer;

import dev.diver.core.importer.KernelImporter.Marker;
import java.util.ArrayList;
import java.util.List;

/** Finds every marker of a boot protocol or image format in a file's bytes. Each is a claim and no proof. */
final class BootDetector {
    // Multiboot Specification 0.6.96, section 3.1: in the first 8192 bytes, 4-aligned.
    private static final long MULTIBOOT1 = 0x1BADB002L;
    private static final int MULTIBOOT1_WITHIN = 8192;
    private static final int MULTIBOOT1_ADDRESSES = 1 << 16;
    // Multiboot2 Specification 2.0, section 3.1: in the first 32768 bytes, 8-aligned.
    private static final long MULTIBOOT2 = 0xE85250D6L;
    private static final int MULTIBOOT2_WITHIN = 32768;
    // ELF-64 Object File Format 1.5: program header type of notes.
    private static final int PT_NOTE = 4;
    private static final int MOST_HEADERS = 64;
    private static final int MOST_NOTES = 64;
    // Xen: xen/include/public/elfnote.h, XEN_ELFNOTE_PHYS32_ENTRY.
    private static final long XEN_PHYS32_ENTRY = 18;
    // Solo5: include/solo5/elf_abi.h.
    private static final long SOLO5_ABI = 0x31494241L;
    private static final long SOLO5_MANIFEST = 0x3154464dL;
    private static final long HERMIT = 0x5a00;

    private final KernelBytes bytes;
    private final List<Marker> found = new ArrayList<>();

    private BootDetector(KernelBytes bytes) {
        this.bytes = bytes;
    }

    /** In the order in which they were looked for. */
    static List<Marker> markers(KernelBytes bytes) {
        var detector = new BootDetector(bytes);
        detector.all();
        return List.copyOf(detector.found);
    }

    private void all() {
        if (bytes.packed()) {
            add("gzip", 0, "the markers below are those of what it holds");
        }
        // Linux: Documentation/arch/x86/boot.rst.
        if (bytes.has(0x202, "HdrS")) {
            var version = bytes.u16(0x206);
            add("linux-bzimage", 0x202, "protocol " + (version >> 8) + "." + (version & 0xff));
        }
        multiboot1();
        multiboot2();
        elf();
        formats();
    }

    private void multiboot1() {
        for (var at = 0; at + 12 <= Math.min(bytes.content().length, MULTIBOOT1_WITHIN); at += 4) {
            var sum = bytes.u32(at) + bytes.u32(at + 4) + bytes.u32(at + 8);
            if (bytes.u32(at) == MULTIBOOT1 && (sum & 0xffff_ffffL) == 0) {
                var addresses = (bytes.u32(at + 4) & MULTIBOOT1_ADDRESSES) != 0;
                add("multiboot1", at, addresses ? "with load addresses" : "without load addresses");
                return;
            }
        }
    }

    private void multiboot2() {
        for (var at = 0; at + 16 <= Math.min(bytes.content().length, MULTIBOOT2_WITHIN); at += 8) {
            var sum = bytes.u32(at) + bytes.u32(at + 4) + bytes.u32(at + 8) + bytes.u32(at + 12);
            if (bytes.u32(at) == MULTIBOOT2 && (sum & 0xffff_ffffL) == 0) {
                add("multiboot2", at, "");
                return;
            }
        }
    }

    private void elf() {
        if (!bytes.has(0, "\177ELF")) {
            return;
        }
        var wide = bytes.u8(4) == 2;
        add(wide ? "elf64" : "elf32", 0, "machine " + bytes.u16(18));
        var table = wide ? bytes.u64(32) : bytes.u32(28);
        var size = bytes.u16(wide ? 54 : 42);
        var count = Math.min(bytes.u16(wide ? 56 : 44), MOST_HEADERS);
        for (var i = 0; i < count; i++) {
            var header = table + (long) i * size;
            if (header > 0 && bytes.u32(header) == PT_NOTE) {
                var start = wide ? bytes.u64(header + 8) : bytes.u32(header + 4);
                var length = wide ? bytes.u64(header + 32) : bytes.u32(header + 16);
                notes(start, length);
            }
        }
    }

    private void notes(long start, long length) {
        var at = start;
        for (var i = 0; i < MOST_NOTES && at >= 0 && at + 12 <= bytes.content().length && at - start < length; i++) {
            var nameSize = bytes.u32(at);
            var size = bytes.u32(at + 4);
            var type = bytes.u32(at + 8);
            var content = at + 12 + aligned(nameSize);
            note(at, type, content, size);
            at = content + aligned(size);
        }
    }

    private void note(long at, long type, long content, long size) {
        if (bytes.has(at + 12, "Xen\0") && type == XEN_PHYS32_ENTRY && (size == 4 || size == 8)) {
            var entry = size == 8 ? bytes.u64(content) : bytes.u32(content);
            add("pvh", at, String.format("entry %#x", entry));
        } else if (bytes.has(at + 12, "Solo5") && type == SOLO5_ABI) {
            add("solo5", at, solo5Target(bytes.u32(content)));
        } else if (bytes.has(at + 12, "Solo5") && type == SOLO5_MANIFEST) {
            add("solo5-manifest", at, "");
        } else if (bytes.has(at + 12, "HERMIT") && type == HERMIT) {
            add("hermit", at, "");
        }
    }

    private static String solo5Target(long target) {
        return switch ((int) target) {
            case 1 -> "hvt";
            case 2 -> "spt";
            case 3 -> "virtio";
            default -> "target " + target;
        };
    }

    private void formats() {
        if (bytes.has(0, "QFI\u00fb")) {
            add("qcow2", 0, "version " + (bytes.u8(7)));
        }
        // ECMA-119, section 8.1; El Torito 1.0, section 2.0.
        if (bytes.has(0x8001, "CD001")) {
            add("iso9660", 0x8001, bytes.has(0x8807, "EL TORITO SPECIFICATION") ? "bootable" : "not bootable");
        }
        if (bytes.u16(510) == 0xaa55 && !bytes.has(0x202, "HdrS")) {
            add("mbr", 510, "boot sector");
        }
        if (bytes.has(0, "MZ")) {
            add("pe", 0, "EFI program");
        }
        if (bytes.has(0x38, "ARMd")) {
            add("arm64", 0x38, "Linux image for arm64");
        }
    }

    private static long aligned(long size) {
        return size + 3 & ~3L;
    }

    private void add(String name, long offset, String detail) {
        found.add(new Marker(name, offset, detail));
    }
}
