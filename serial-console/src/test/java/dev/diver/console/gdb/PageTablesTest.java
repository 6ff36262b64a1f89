package dev.diver.console.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.PageWalk;
import dev.diver.console.debug.PageWalk.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private static final long PAGING = 0x8000_0001L;
    private static final long PAE = 0x20;
    private static final long LA57 = 0x1000;
    private static final OptionalLong LONG_MODE = OptionalLong.of(0x500);
    private static final long TABLE = 3;
    private static final long LARGE = 0x83;

    private final Map<Long, Long> memory = new HashMap<>();

    private PageWalk walk(long address, long cr4) {
        // The low bits of CR3 are no part of the address.
        return walk(address, new PageTables.Control(PAGING, 0x1018, cr4, LONG_MODE));
    }

    private PageWalk walk(long address, PageTables.Control control) {
        return new PageTables(
                        control, at -> memory.containsKey(at) ? OptionalLong.of(memory.get(at)) : OptionalLong.empty())
                .walk(address);
    }

    private static List<String> names(PageWalk walk) {
        return walk.levels().stream().map(Level::name).toList();
    }

    @Test
    void fourLevelsLeadToAPage() {
        memory.put(0x1000L + 511 * 8, 0x2000 | TABLE);
        memory.put(0x2000L + 510 * 8, 0x3000 | TABLE);
        memory.put(0x3000L + 8, 0x4000 | TABLE);
        memory.put(0x4000L + 2 * 8, 0x8000_0000_0000_5000L | 0x161);
        var walk = walk(0xffff_ffff_8020_2abcL, PAE);
        assertEquals(OptionalLong.of(0x5abc), walk.physical());
        assertEquals(List.of("PML4", "PDPT", "PD", "PT"), names(walk));
        assertEquals(511, walk.levels().getFirst().index());
        assertEquals(0x4010, walk.levels().getLast().entryAddress());
        assertEquals(List.of("P", "A", "NX", "D", "G"), walk.levels().getLast().bits());
    }

    @Test
    void largePagesEndTheWayEarlier() {
        memory.put(0x1000L, 0x2000 | TABLE);
        memory.put(0x2000L, 0x3000 | TABLE);
        memory.put(0x2008L, 0x4000_0000L | LARGE);
        memory.put(0x3008L, 0x60_0000L | LARGE);
        assertEquals(OptionalLong.of(0x60_0123), walk(0x20_0123, PAE).physical());
        assertEquals(List.of("PML4", "PDPT", "PD"), names(walk(0x20_0123, PAE)));
        assertEquals(OptionalLong.of(0x4765_4321), walk(0x4765_4321, PAE).physical());
        assertTrue(walk(0x4765_4321, PAE).levels().getLast().bits().contains("PS"));
    }

    @Test
    void fiveLevelsWhereTheProcessorSaysSo() {
        memory.put(0x1000L + 8, 0x2000 | TABLE);
        memory.put(0x2000L, 0x3000 | TABLE);
        memory.put(0x3000L, 0x4000_0000L | LARGE);
        var walk = walk(0x1_0000_0000_0010L, PAE | LA57);
        assertEquals(OptionalLong.of(0x4000_0010), walk.physical());
        assertEquals(List.of("PML5", "PML4", "PDPT"), names(walk));
        // The same address does not exist with four.
        assertTrue(walk(0x1_0000_0000_0010L, PAE).problem().contains("not canonical"));
    }

    @Test
    void whatIsMissingIsNamed() {
        memory.put(0x1000L, 0x2000 | TABLE);
        memory.put(0x2000L, 0L);
        assertEquals("The PDPT entry is not present.", walk(0x1000, PAE).problem());
        assertTrue(walk(0x80_0000_0000L, PAE).problem().contains("0x1008 cannot be read"));
        assertEquals(OptionalLong.empty(), walk(0x1000, PAE).physical());
    }

    @Test
    void withoutPagingAnAddressIsPhysical() {
        var walk = walk(0xfff0, new PageTables.Control(0x10, 0, 0, OptionalLong.of(0)));
        assertEquals(OptionalLong.of(0xfff0), walk.physical());
        var legacy = walk(0x1000, new PageTables.Control(PAGING, 0x1000, 0, OptionalLong.of(0)));
        assertTrue(legacy.problem().contains("not in long mode"));
    }
}
