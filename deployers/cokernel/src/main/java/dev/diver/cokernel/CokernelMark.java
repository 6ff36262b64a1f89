package dev.diver.cokernel;

import dev.diver.core.debug.ElfNotes;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.syscall.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * The mark of a co-kernel's ELF file ({@code assets/gpos/include/diver/cokernel_image.h}), read before a guest boots: the
 * proxy would refuse the same file, but only in the guest. Whatever the file says, little of it is read.
 */
public final class CokernelMark {
    private static final int SEGMENT = 56;
    private static final int ELF = 0x464c457f;
    private static final short LITTLE_ENDIAN_64 = 0x0102;
    private static final int X86_64 = 62;
    private static final int TYPE = 1;
    private static final String OWNER = "diver";

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
            var header = ElfNotes.piece(channel, 0, ElfNotes.HEADER, ElfNotes.HEADER);
            var isElf = header.limit() == ElfNotes.HEADER
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
        return ElfNotes.find(channel, header, OWNER, TYPE).stream()
                .filter(version -> version.remaining() == Integer.BYTES)
                .mapToInt(ByteBuffer::getInt)
                .findFirst();
    }
}
