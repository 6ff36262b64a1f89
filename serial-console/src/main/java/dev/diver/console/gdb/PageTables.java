package dev.diver.console.gdb;

import dev.diver.console.debug.PageWalk;
import dev.diver.console.debug.PageWalk.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Walks the page tables of long mode (Intel SDM, volume 3, section 4.5) and of none. */
final class PageTables {
    private static final long PAGING = 1L << 31;
    private static final long PAE = 1L << 5;
    private static final long LA57 = 1L << 12;
    private static final long LONG_MODE = 1L << 10;
    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;
    private static final long PRESENT = 1;
    private static final long LARGE = 1L << 7;
    private static final List<String> NAMES = List.of("PT", "PD", "PDPT", "PML4", "PML5");
    private static final int DIRECTORY = 1;
    private static final int POINTERS = 2;

    private record Flag(int bit, String name) {}

    private static final List<Flag> FLAGS = List.of(
            new Flag(0, "P"),
            new Flag(1, "RW"),
            new Flag(2, "US"),
            new Flag(3, "PWT"),
            new Flag(4, "PCD"),
            new Flag(5, "A"),
            new Flag(63, "NX"));

    /** The processor's own; @param efer empty where it is not known, as in a dump */
    record Control(long cr0, long cr3, long cr4, OptionalLong efer) {}

    private final Control control;
    private final PhysicalMemory memory;

    PageTables(Control control, PhysicalMemory memory) {
        this.control = control;
        this.memory = memory;
    }

    PageWalk walk(long address) {
        if ((control.cr0() & PAGING) == 0) {
            return new PageWalk(address, List.of(), OptionalLong.of(address), "");
        }
        var isLong =
                control.efer().isPresent() ? (control.efer().getAsLong() & LONG_MODE) != 0 : (control.cr4() & PAE) != 0;
        if (!isLong) {
            return unmapped(
                    address, List.of(), "This processor is not in long mode; tables of 32-bit code are not shown.");
        }
        var levels = (control.cr4() & LA57) != 0 ? 5 : 4;
        var sign = address >> 12 + 9 * levels - 1;
        if (sign != 0 && sign != -1) {
            return unmapped(
                    address, List.of(), "The address is not canonical: the bits above its highest one differ from it.");
        }
        return walk(address, levels);
    }

    private PageWalk walk(long address, int count) {
        var levels = new ArrayList<Level>();
        var table = control.cr3() & ADDRESS;
        for (var depth = count - 1; depth >= 0; depth--) {
            var index = (int) (address >>> 12 + 9 * depth) & 511;
            var entryAddress = table + index * 8L;
            var read = memory.word(entryAddress);
            if (read.isEmpty()) {
                return unmapped(
                        address,
                        levels,
                        "The " + NAMES.get(depth) + " entry at physical address 0x" + Long.toHexString(entryAddress)
                                + " cannot be read: there is no memory, or it was not kept.");
            }
            var entry = read.getAsLong();
            var isLarge = (depth == DIRECTORY || depth == POINTERS) && (entry & LARGE) != 0;
            levels.add(new Level(NAMES.get(depth), index, entryAddress, entry, bits(entry, depth, isLarge)));
            if ((entry & PRESENT) == 0) {
                return unmapped(address, levels, "The " + NAMES.get(depth) + " entry is not present.");
            }
            if (depth == 0 || isLarge) {
                var within = (1L << 12 + 9 * depth) - 1;
                var physical = entry & ADDRESS & ~within | address & within;
                return new PageWalk(address, List.copyOf(levels), OptionalLong.of(physical), "");
            }
            table = entry & ADDRESS;
        }
        throw new IllegalStateException("a walk ends at the last level");
    }

    private static List<String> bits(long entry, int depth, boolean large) {
        var bits = new ArrayList<String>();
        for (var flag : FLAGS) {
            if ((entry >>> flag.bit() & 1) != 0) {
                bits.add(flag.name());
            }
        }
        if (depth == 0 || large) {
            add(bits, entry, 6, "D");
            add(bits, entry, 8, "G");
            add(bits, entry, large ? 12 : 7, "PAT");
        }
        if (large) {
            bits.add("PS");
        }
        return List.copyOf(bits);
    }

    private static void add(List<String> bits, long entry, int bit, String name) {
        if ((entry >>> bit & 1) != 0) {
            bits.add(name);
        }
    }

    private static PageWalk unmapped(long address, List<Level> levels, String problem) {
        return new PageWalk(address, List.copyOf(levels), OptionalLong.empty(), problem);
    }
}
