package dev.diver.core.debug;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the notes of an ELF file of either width, little-endian (System V ABI, "Program Header", "Note Section"). Whatever
 * the file says, little of it is read.
 */
public final class ElfNotes {
    /** Bytes of the wide header; the narrow one is shorter. */
    public static final int HEADER = 64;

    private static final byte CLASS_64 = 2;
    private static final int SEGMENT_64 = 56;
    private static final int SEGMENT_32 = 32;
    private static final int NOTE_SEGMENT = 4;
    private static final int NOTE_HEADER = 12;
    private static final int MOST_SEGMENTS = 128;
    private static final int LARGEST_NOTES = 1 << 16;

    private ElfNotes() {}

    /**
     * What each note of that kind says, in the order of the file; cut off where the notes are damaged.
     *
     * @param header the file's first {@link #HEADER} bytes, or as many as there are
     * @param owner without the NUL at its end
     * @throws IndexOutOfBoundsException where the header is too short
     */
    public static List<ByteBuffer> find(FileChannel channel, ByteBuffer header, String owner, int type)
            throws IOException {
        var wide = header.get(4) == CLASS_64;
        var table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        var size = wide ? SEGMENT_64 : SEGMENT_32;
        var count = Math.min(MOST_SEGMENTS, Short.toUnsignedInt(header.getShort(wide ? 56 : 44)));
        var segments = piece(channel, table, (long) count * size, MOST_SEGMENTS * SEGMENT_64);
        var name = name(owner);
        var found = new ArrayList<ByteBuffer>();
        for (var at = 0; at + size <= segments.limit(); at += size) {
            if (segments.getInt(at) == NOTE_SEGMENT) {
                var offset = wide ? segments.getLong(at + 8) : Integer.toUnsignedLong(segments.getInt(at + 4));
                var length = wide ? segments.getLong(at + 32) : Integer.toUnsignedLong(segments.getInt(at + 16));
                find(piece(channel, offset, length, LARGEST_NOTES), name, type, found);
            }
        }
        return found;
    }

    /** The same of notes alone, little-endian. */
    static List<ByteBuffer> find(ByteBuffer notes, String owner, int type) {
        var found = new ArrayList<ByteBuffer>();
        find(notes, name(owner), type, found);
        return found;
    }

    private static ByteBuffer name(String owner) {
        return ByteBuffer.wrap((owner + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private static void find(ByteBuffer notes, ByteBuffer name, int type, List<ByteBuffer> found) {
        var at = 0L;
        while (at + NOTE_HEADER <= notes.limit()) {
            var here = (int) at;
            var start = at + NOTE_HEADER + padded(notes.getInt(here));
            var size = Integer.toUnsignedLong(notes.getInt(here + 4));
            if (start + size > notes.limit()) {
                break;
            }
            if (notes.getInt(here) == name.limit()
                    && notes.getInt(here + 8) == type
                    && notes.slice(here + NOTE_HEADER, name.limit()).equals(name)) {
                found.add(notes.slice((int) start, (int) size).order(ByteOrder.LITTLE_ENDIAN));
            }
            at = start + padded((int) size);
        }
    }

    /** To four bytes, as notes are. */
    private static long padded(int size) {
        return (Integer.toUnsignedLong(size) + 3) & ~3L;
    }

    /** As many of these bytes as the file has, little-endian; none where it lies about where they are. */
    public static ByteBuffer piece(FileChannel channel, long at, long size, int most) throws IOException {
        var there = at < 0 || at >= channel.size() ? 0 : Math.min(size, channel.size() - at);
        var bytes = ByteBuffer.allocate(Math.clamp(there, 0, most));
        var position = at;
        while (bytes.hasRemaining()) {
            var count = channel.read(bytes, position);
            if (count < 0) {
                break;
            }
            position += count;
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
