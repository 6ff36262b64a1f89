package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.debug.DebugTarget;
import dev.diver.qemu.AddressSpace.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that a guest left, with page tables of all kinds. */
class AddressSpaceTest {
    private static final int RAM = 1 << 20;
    private static final int RAM_AT = 1024;
    private static final int NOTE_AT = 256;
    private static final long PAGED = 0x8001_0033L;
    private static final long PAE = 1 << 5;
    private static final long LARGE = 0x80;
    private static final long PHYSICAL = DebugTarget.Source.Dump.PHYSICAL;

    @TempDir
    Path folder;

    private final ByteBuffer file = ByteBuffer.allocate(RAM_AT + RAM).order(ByteOrder.LITTLE_ENDIAN);

    /** What QEMU writes of one processor, and a MiB of memory at address 0. */
    private void machine(long cr0, long cr3, long cr4) {
        file.putInt(0, 0x464c457f).putShort(4, (short) 0x0102).putLong(32, 64);
        file.putShort(54, (short) 56).putShort(56, (short) 2);
        file.putInt(64, 4).putLong(72, NOTE_AT).putLong(96, 12 + 8 + 440);
        file.putInt(120, 1).putLong(128, RAM_AT).putLong(136, 0).putLong(144, 0).putLong(152, RAM);
        file.putInt(NOTE_AT, 5).putInt(NOTE_AT + 4, 440).putInt(NOTE_AT + 12, 0x554d4551);
        var control = NOTE_AT + 12 + 8 + 392;
        file.putLong(control, cr0).putLong(control + 24, cr3).putLong(control + 32, cr4);
    }

    private void entry(long table, int index, long value) {
        file.putLong((int) (RAM_AT + table + index * 8L), value);
    }

    private CoreFile core() throws IOException {
        return new CoreFile(Files.write(folder.resolve("core"), file.array()));
    }

    private List<Segment> segments() throws IOException {
        try (var core = core()) {
            return AddressSpace.of(core);
        }
    }

    @Test
    void memoryIsWhereTheProcessorSawIt() throws IOException {
        machine(PAGED, 0x1000, PAE);
        entry(0x1000, 511, 0x2003);
        entry(0x2000, 510, 0x3003);
        entry(0x3000, 0, 0x4003);
        entry(0x3000, 1, LARGE | 3);
        entry(0x4000, 0, 0x10003);
        entry(0x4000, 1, 0x11003 | 1L << 63);
        entry(0x4000, 3, 0x20003);
        entry(0x4000, 4, 0x7fff_f000_0003L);
        var high = 0xffff_ffff_8000_0000L;
        assertEquals(
                List.of(
                        new Segment(high, 0x10000, RAM_AT + 0x10000, 0x2000),
                        new Segment(high + 0x3000, 0x20000, RAM_AT + 0x20000, 0x1000),
                        // A page of 2 MiB, of which only the first half is memory.
                        new Segment(high + 0x20_0000, 0, RAM_AT, RAM),
                        new Segment(PHYSICAL, 0, RAM_AT, RAM)),
                segments());
    }

    @Test
    void withoutPagingAddressesArePhysical() throws IOException {
        machine(1, 0x1000, 0);
        assertEquals(List.of(new Segment(0, 0, RAM_AT, RAM), new Segment(PHYSICAL, 0, RAM_AT, RAM)), segments());
    }

    @Test
    void tablesThatLeadInCirclesComeToAnEnd() throws IOException {
        machine(PAGED, 0x1000, PAE);
        for (var i = 0; i < 512; i++) {
            entry(0x1000, i, 0x1003);
        }
        var segments = assertTimeoutPreemptively(Duration.ofSeconds(30), this::segments);
        assertTrue(segments.size() <= 20_001);
        assertEquals(new Segment(PHYSICAL, 0, RAM_AT, RAM), segments.getLast());
    }

    @Test
    void theFileThenSaysSo() throws IOException {
        machine(PAGED, 0x1000, PAE);
        entry(0x1000, 0, 0x2003);
        entry(0x2000, 0, 0x3003);
        entry(0x3000, 0, 0x4003);
        entry(0x4000, 5, 0x10003);
        var wanted =
                List.of(new Segment(0x5000, 0x10000, RAM_AT + 0x10000, 0x1000), new Segment(PHYSICAL, 0, RAM_AT, RAM));
        try (var core = core()) {
            core.setSegments(AddressSpace.of(core));
        }
        var written =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("core"))).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(3, written.getShort(56));
        var table = (int) written.getLong(32);
        assertEquals(4, written.getInt(table));
        for (var i = 0; i < wanted.size(); i++) {
            var at = table + 56 * (i + 1);
            assertEquals(1, written.getInt(at));
            assertEquals(
                    wanted.get(i),
                    new Segment(
                            written.getLong(at + 16),
                            written.getLong(at + 24),
                            written.getLong(at + 8),
                            written.getLong(at + 40)));
        }
    }

    @Test
    void whatIsNoCoreFileIsRefused() {
        assertThrows(IOException.class, this::core);
        machine(PAGED, 0x1000, PAE);
        file.putInt(NOTE_AT, -1);
        assertThrows(IOException.class, this::core);
        file.putInt(NOTE_AT, 5).putLong(96, 1 << 30);
        assertThrows(IOException.class, this::core);
    }
}
