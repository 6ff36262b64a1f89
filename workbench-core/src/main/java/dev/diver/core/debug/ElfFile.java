package dev.diver.core.debug;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What has to be known of an ELF file before a debugger takes it (System V ABI, "ELF Header", "Note Section"). Whatever the
 * file says, little of it is read.
 *
 * @param movable whether its addresses are only distances from where it will lie (ET_DYN)
 * @param buildId GNU's, in lower-case hexadecimal: the note of type 3 and name {@code GNU} in one of its PT_NOTE segments
 *     (ld(1), {@code --build-id})
 */
public record ElfFile(boolean movable, Optional<String> buildId) {
    private static final int ELF = 0x464c457f;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;
    private static final short MOVABLE = 3;
    private static final int HEADER = 64;
    private static final int NOTE_SEGMENT = 4;
    private static final int NOTE_HEADER = 12;
    private static final int TYPE = 3;
    private static final int GNU = 0x00554e47;
    private static final int MOST_SEGMENTS = 128;
    private static final int LARGEST_NOTES = 1 << 16;
    private static final int LONGEST_ID = 64;

    /** Empty where the file is none, or cannot be read. */
    public static Optional<ElfFile> read(Path file) {
        // Opening a pipe would wait for who writes into it.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = bytes(channel, 0, HEADER);
            var isElf = header.limit() >= 52 && header.getInt(0) == ELF && header.get(5) == LITTLE_ENDIAN;
            return isElf
                    ? Optional.of(new ElfFile(
                            header.getShort(16) == MOVABLE, search(channel, header, header.get(4) == CLASS_64)))
                    : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> search(FileChannel channel, ByteBuffer header, boolean wide) throws IOException {
        var table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        var size = wide ? 56 : 32;
        var count = Math.min(MOST_SEGMENTS, Short.toUnsignedInt(header.getShort(wide ? 56 : 44)));
        var segments = bytes(channel, table, (long) count * size);
        for (var at = 0; at + size <= segments.limit(); at += size) {
            if (segments.getInt(at) == NOTE_SEGMENT) {
                var notes = wide
                        ? bytes(channel, segments.getLong(at + 8), segments.getLong(at + 32))
                        : bytes(
                                channel,
                                Integer.toUnsignedLong(segments.getInt(at + 4)),
                                Integer.toUnsignedLong(segments.getInt(at + 16)));
                var id = inNotes(notes);
                if (id.isPresent()) {
                    return id;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inNotes(ByteBuffer notes) {
        var at = 0L;
        while (at + NOTE_HEADER <= notes.limit()) {
            var here = (int) at;
            var start = at + NOTE_HEADER + padded(notes.getInt(here));
            var size = Integer.toUnsignedLong(notes.getInt(here + 4));
            if (start + size > notes.limit()) {
                break;
            }
            if (notes.getInt(here) == Integer.BYTES
                    && notes.getInt(here + 8) == TYPE
                    && size > 0
                    && size <= LONGEST_ID
                    && notes.getInt(here + NOTE_HEADER) == GNU) {
                var id = new byte[(int) size];
                notes.get((int) start, id);
                return Optional.of(HexFormat.of().formatHex(id));
            }
            at = start + padded((int) size);
        }
        return Optional.empty();
    }

    /** To four bytes, as notes are. */
    private static long padded(int size) {
        return (Integer.toUnsignedLong(size) + 3) & ~3L;
    }

    /** As many of these bytes as the file has, and as are sensible; none where it lies about where they are. */
    private static ByteBuffer bytes(FileChannel channel, long at, long size) throws IOException {
        var there = at < 0 || at >= channel.size() ? 0 : Math.min(size, channel.size() - at);
        var bytes = ByteBuffer.allocate(Math.clamp(there, 0, LARGEST_NOTES));
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
