package dev.diver.core.disk;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A disk image that stands for itself: one that somebody else made may name other files of this host in its header, and
 * QEMU would open them.
 *
 * @param format {@code qcow2} or {@code raw}, as QEMU is told; never guessed by QEMU itself
 * @param size of the disk that a guest sees, in bytes
 */
public record DiskImage(Path file, String format, long size) {
    // QEMU: docs/interop/qcow2.txt, "Header". All numbers are big-endian.
    static final int MAGIC = 0x514649fb;
    static final int HEADER = 112;
    private static final int CLUSTER_BITS_LEAST = 9;
    private static final int CLUSTER_BITS_MOST = 21;
    /** Incompatible features: 0 dirty, 3 compression type, 4 extended entries; 1 is corrupt, 2 external data. */
    private static final long HARMLESS_FEATURES = 0b11001;

    private static final long EXTERNAL_DATA = 0b100;
    private static final long CORRUPT = 0b10;
    /** More than any disk here; QEMU's own limit is above that. */
    private static final long LARGEST = 1L << 46;

    /** Whether the file begins as qcow2 does. */
    public static boolean isQcow2(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var magic = in.readNBytes(4);
            return magic.length == 4 && ByteBuffer.wrap(magic).getInt() == MAGIC;
        }
    }

    /**
     * Looks at the header.
     *
     * @param format as the package says; anything but {@code qcow2} is raw
     * @throws DiverException DAMAGED where it leads to another file, is encrypted, or is none
     */
    public static DiskImage of(Path file, String format) throws IOException {
        if (!format.equals("qcow2")) {
            return new DiskImage(file, "raw", Files.size(file));
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new DiskImage(file, format, checked(file, header(channel)));
        }
    }

    /** The header's bytes; zeros where the file is shorter. */
    static ByteBuffer header(FileChannel channel) throws IOException {
        var header = ByteBuffer.allocate(HEADER);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
            // Until all of it is there, or the file ends.
        }
        return header.position(0).limit(HEADER);
    }

    private static long checked(Path file, ByteBuffer header) {
        var version = header.getInt(4);
        if (header.getInt(0) != MAGIC || version != 2 && version != 3) {
            throw refused(file, "It is no qcow2 image of version 2 or 3.");
        }
        if (header.getLong(8) != 0) {
            throw refused(
                    file,
                    "It has a backing file: without that it is half a disk, and with it QEMU would open"
                            + " whatever file of this host it names.");
        }
        var features = version == 3 ? header.getLong(72) : 0;
        if ((features & EXTERNAL_DATA) != 0) {
            throw refused(file, "Its data is in another file, whatever file of this host it names.");
        }
        if ((features & CORRUPT) != 0) {
            throw refused(file, "It is marked as corrupt.");
        }
        if ((features & ~(HARMLESS_FEATURES | EXTERNAL_DATA | CORRUPT)) != 0) {
            throw refused(file, "It needs features that this Diver does not know.");
        }
        if (header.getInt(32) != 0) {
            throw refused(file, "It is encrypted.");
        }
        var bits = header.getInt(20);
        var size = header.getLong(24);
        if (bits < CLUSTER_BITS_LEAST || bits > CLUSTER_BITS_MOST || size < 0 || size > LARGEST) {
            throw refused(file, "Its header is damaged.");
        }
        return size;
    }

    private static DiverException refused(Path file, String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "The disk image " + file.getFileName() + " is refused.",
                why,
                "Make one that stands for itself: qemu-img convert -O qcow2 IMAGE NEW");
    }
}
