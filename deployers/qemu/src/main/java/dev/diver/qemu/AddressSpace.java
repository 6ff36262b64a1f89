package dev.diver.qemu;

import dev.diver.core.debug.DebugTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Finds where the processors saw the memory of a {@link CoreFile}, by walking their page tables (Intel SDM, volume 3,
 * section 4.5). The tables are a guest's that failed: they may say anything, lead in circles and never end, so the work is
 * bounded. QEMU would walk them too, without a bound.
 */
final class AddressSpace {
    private static final long PAGING = 1L << 31;
    private static final long PHYSICAL_ADDRESS_EXTENSION = 1 << 5;
    private static final long FIVE_LEVELS = 1 << 12;
    private static final int PRESENT = 1;
    private static final int LARGE = 1 << 7;
    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;
    private static final int ENTRIES = 512;
    private static final int PAGE = 4096;
    private static final int PAGE_SHIFT = 12;
    private static final int LEVEL_SHIFT = 9;
    private static final int GIB_LEVEL = 3;
    /** Each is read once for a processor; 64 MiB of tables map 32 GiB by pages of 4 KiB. */
    private static final int MOST_TABLES = 1 << 14;

    /** ELF counts program headers with 16 bits. */
    private static final int MOST_SEGMENTS = 20_000;

    private final CoreFile core;
    private final List<Segment> segments = new ArrayList<>();
    private int tables;

    /** @param offset in the file */
    record Segment(long address, long physical, long offset, long size) {
        boolean isFollowedBy(Segment next) {
            return address + size == next.address && physical + size == next.physical && offset + size == next.offset;
        }
    }

    private AddressSpace(CoreFile core) {
        this.core = core;
    }

    /**
     * What each of the processors saw, the first one's before the next one's, and all memory by its physical addresses from
     * {@link DebugTarget.Source.Dump#PHYSICAL} on.
     */
    static List<Segment> of(CoreFile core) throws IOException {
        var space = new AddressSpace(core);
        var roots = new HashSet<Long>();
        for (var processor : core.processors()) {
            var isPaged = (processor.cr0() & PAGING) != 0 && (processor.cr4() & PHYSICAL_ADDRESS_EXTENSION) != 0;
            if (isPaged && roots.add(processor.cr3())) {
                space.tables = 0;
                var levels = (processor.cr4() & FIVE_LEVELS) != 0 ? 5 : 4;
                space.walk(processor.cr3() & ADDRESS, levels, 0);
            }
        }
        if (space.segments.isEmpty()) {
            space.addPhysical(0);
        }
        space.addPhysical(DebugTarget.Source.Dump.PHYSICAL);
        return space.segments;
    }

    private void addPhysical(long base) {
        for (var ram : core.ram()) {
            segments.add(new Segment(base + ram.physical(), ram.physical(), ram.offset(), ram.size()));
        }
    }

    private void walk(long table, int level, long start) throws IOException {
        var place = offset(table);
        if (place < 0 || tables == MOST_TABLES) {
            return;
        }
        tables++;
        var entries = core.bytes(place, PAGE);
        var shift = PAGE_SHIFT + LEVEL_SHIFT * (level - 1);
        for (var index = 0; index < ENTRIES; index++) {
            var entry = entries.getLong(index * Long.BYTES);
            if ((entry & PRESENT) == 0) {
                continue;
            }
            var address = canonical(start + ((long) index << shift), level);
            var isPage = level == 1 || level <= GIB_LEVEL && (entry & LARGE) != 0;
            if (isPage) {
                map(address, entry & ADDRESS & -(1L << shift), 1L << shift);
            } else {
                walk(entry & ADDRESS, level - 1, address);
            }
        }
    }

    /** Of the highest table's entries, the upper half is at the end of the address space. */
    private static long canonical(long address, int level) {
        return switch (level) {
            case 5 -> address << 7 >> 7;
            case 4 -> (address >>> 48) == 0 ? address << 16 >> 16 : address;
            default -> address;
        };
    }

    private void map(long address, long physical, long size) {
        for (var ram : core.ram()) {
            var from = Math.max(physical, ram.physical());
            var to = Math.min(physical + size, ram.physical() + ram.size());
            if (from < to) {
                add(new Segment(address + from - physical, from, ram.offset() + from - ram.physical(), to - from));
            }
        }
    }

    private void add(Segment next) {
        var last = segments.isEmpty() ? null : segments.getLast();
        if (last != null && last.isFollowedBy(next)) {
            segments.set(
                    segments.size() - 1,
                    new Segment(last.address(), last.physical(), last.offset(), last.size() + next.size()));
        } else if (segments.size() < MOST_SEGMENTS) {
            segments.add(next);
        }
    }

    /** In the file, of a whole page; -1 where there is no RAM. */
    private long offset(long physical) {
        for (var ram : core.ram()) {
            if (physical >= ram.physical() && physical - ram.physical() <= ram.size() - PAGE) {
                return ram.offset() + physical - ram.physical();
            }
        }
        return -1;
    }
}
