package dev.diver.console.gdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What QEMU's {@code dump-guest-memory} wrote, as far as gdb does not show it: memory by physical addresses, and control
 * registers, which are in notes of its own (QEMU, target/i386/arch_dump.c, {@code QEMUCPUState}). The file may be damaged.
 */
final class CoreFile implements PhysicalMemory, AutoCloseable {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int MOST_SEGMENTS = 1024;
    private static final int LARGEST_NOTES = 4 << 20;
    private static final int NOTE_HEADER = 12;
    private static final int ELF = 0x464c457f;
    private static final short LITTLE_ENDIAN_64 = 0x0102;
    private static final int LOAD = 1;
    private static final int NOTES = 4;
    private static final int QEMU_NAME = 5;
    private static final int QEMU = 0x554d4551;
    private static final int CR0 = 392;
    private static final int STATE = 440;

    /** @param address physical, of bytes that the file has at that offset */
    private record Range(long address, long offset, long size) {}

    /** Of one processor. */
    record Control(long cr0, long cr2, long cr3, long cr4) {}

    private final FileChannel channel;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Control> processors = new ArrayList<>();

    private CoreFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Has nothing where the file is none. */
    static CoreFile open(Path file) throws IOException {
        var core = new CoreFile(FileChannel.open(file, StandardOpenOption.READ));
        core.read();
        return core;
    }

    private void read() throws IOException {
        var header = bytes(0, HEADER, HEADER);
        if (header.limit() < HEADER
                || header.getInt(0) != ELF
                || header.getShort(4) != LITTLE_ENDIAN_64
                || header.getShort(54) != SEGMENT) {
            return;
        }
        var count = Math.min(MOST_SEGMENTS, Short.toUnsignedInt(header.getShort(56)));
        var segments = bytes(header.getLong(32), (long) count * SEGMENT, MOST_SEGMENTS * SEGMENT);
        for (var at = 0; at + SEGMENT <= segments.limit(); at += SEGMENT) {
            var offset = segments.getLong(at + 8);
            var size = segments.getLong(at + 32);
            if (segments.getInt(at) == LOAD) {
                ranges.add(new Range(segments.getLong(at + 24), offset, size));
            } else if (segments.getInt(at) == NOTES) {
                readNotes(bytes(offset, size, LARGEST_NOTES));
            }
        }
    }

    private void readNotes(ByteBuffer notes) {
        for (var at = 0L; at + NOTE_HEADER <= notes.limit(); ) {
            var here = (int) at;
            var nameSize = Integer.toUnsignedLong(notes.getInt(here));
            var size = Integer.toUnsignedLong(notes.getInt(here + 4));
            var start = at + NOTE_HEADER + (nameSize + 3 & ~3);
            if (start + size > notes.limit()) {
                return;
            }
            if (nameSize == QEMU_NAME && size >= STATE && notes.getInt(here + NOTE_HEADER) == QEMU) {
                var cr0 = (int) start + CR0;
                processors.add(new Control(
                        notes.getLong(cr0), notes.getLong(cr0 + 16), notes.getLong(cr0 + 24), notes.getLong(cr0 + 32)));
            }
            at = start + (size + 3 & ~3);
        }
    }

    /** In the order of gdb's threads; none where the file tells of none. */
    List<Control> processors() {
        return List.copyOf(processors);
    }

    @Override
    public OptionalLong word(long address) {
        for (var range : ranges) {
            var within = address - range.address();
            if (within >= 0 && within <= range.size() - Long.BYTES) {
                try {
                    var word = bytes(range.offset() + within, Long.BYTES, Long.BYTES);
                    return word.limit() == Long.BYTES ? OptionalLong.of(word.getLong(0)) : OptionalLong.empty();
                } catch (IOException e) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }

    /** As many of these bytes as the file has; none where it lies about where they are. */
    private ByteBuffer bytes(long at, long size, int most) throws IOException {
        var there = at < 0 || at >= channel.size() ? 0 : Math.min(size, channel.size() - at);
        var bytes = ByteBuffer.allocate(Math.clamp(there, 0, most));
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // On with the next piece.
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
