package dev.diver.cokernel;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.syscall.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * The mark of a co-kernel's ELF file ({@code assets/gpos/include/diver/cokernel_image.h}), read before a guest boots: the
 * proxy would refuse the same file, but only in the guest. Whatever the file says, little of it is read.
 */
public final class CokernelMark {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int MOST_SEGMENTS = 64;
    private static final int LARGEST_NOTES = 1 << 16;
    private static final int ELF = 0x464c457f;
    private static final short LITTLE_ENDIAN_64 = 0x0102;
    private static final int X86_64 = 62;
    private static final int NOTE = 4;
    private static final int NOTE_HEADER = 12;
    private static final int TYPE = 1;
    private static final byte[] NAME = "diver\0".getBytes(StandardCharsets.US_ASCII);

    private CokernelMark() {}

    /** @throws DiverException where the file is no co-kernel, or one for another version of the shared window */
    public static void require(KernelReference kernel, Path image) {
        var version = version(image);
        if (version.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel + " cannot be started beside Linux.",
                    "Its image " + image.getFileName() + " is no co-kernel: it does not bear the mark of one.",
                    "Choose a co-kernel: diver search --mode partitioned-vm. One of your own is linked with the note of"
                            + " cokernel_image.h.");
        }
        if (version.getAsInt() != WindowReader.VERSION) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel + " is a co-kernel of another version.",
                    "It was built for version " + Integer.toUnsignedString(version.getAsInt())
                            + " of the window that it shares with Linux and Diver, and this Diver has version "
                            + WindowReader.VERSION + ".",
                    "Take the one of this Diver (diver build --relock), or use the Diver that came with it.");
        }
    }

    /** Empty where there is no mark. */
    public static OptionalInt version(Path image) {
        try (var channel = FileChannel.open(image, StandardOpenOption.READ)) {
            var header = bytes(channel, 0, HEADER);
            var isElf = header.limit() == HEADER
                    && header.getInt(0) == ELF
                    && header.getShort(4) == LITTLE_ENDIAN_64
                    && header.getShort(18) == X86_64
                    && header.getShort(54) == SEGMENT;
            return isElf ? version(channel, header) : OptionalInt.empty();
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The co-kernel's image could not be read.",
                            image + ": " + e.getMessage(),
                            "Pull the kernel again (diver pull), or give yourself the right to read that file."),
                    e);
        }
    }

    private static OptionalInt version(FileChannel channel, ByteBuffer header) throws IOException {
        var count = Math.min(MOST_SEGMENTS, Short.toUnsignedInt(header.getShort(56)));
        var segments = bytes(channel, header.getLong(32), (long) count * SEGMENT);
        for (var at = 0; at + SEGMENT <= segments.limit(); at += SEGMENT) {
            if (segments.getInt(at) == NOTE) {
                var notes = bytes(channel, segments.getLong(at + 8), segments.getLong(at + 32));
                var version = version(notes);
                if (version.isPresent()) {
                    return version;
                }
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt version(ByteBuffer notes) {
        var at = 0L;
        while (at + NOTE_HEADER <= notes.limit()) {
            var here = (int) at;
            var nameSize = padded(notes.getInt(here));
            var size = padded(notes.getInt(here + 4));
            var next = at + NOTE_HEADER + nameSize + size;
            if (next > notes.limit()) {
                break;
            }
            if (notes.getInt(here) == NAME.length
                    && size == Integer.BYTES
                    && notes.getInt(here + 8) == TYPE
                    && notes.slice(here + NOTE_HEADER, NAME.length).equals(ByteBuffer.wrap(NAME))) {
                return OptionalInt.of(notes.getInt(here + NOTE_HEADER + (int) nameSize));
            }
            at = next;
        }
        return OptionalInt.empty();
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
