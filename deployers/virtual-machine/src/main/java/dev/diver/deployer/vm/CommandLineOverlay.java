package dev.diver.deployer.vm;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;

/**
 * A disk that lies over another one and differs from it in the sectors behind the first, where boot loaders such as OSv's
 * read the command line. A qcow2 image with clusters of 32 sub-clusters of a sector each (QEMU: docs/interop/qcow2.txt,
 * "Extended L2 Entries"; from QEMU 5.2), so that nothing of the disk below needs to be read.
 */
final class CommandLineOverlay {
    private static final int SECTOR = 512;
    private static final int SUBCLUSTERS = 32;
    private static final int CLUSTER_BITS = 14;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    /** All of the first cluster behind the boot sector, and a zero at the end. */
    private static final int LONGEST = (SUBCLUSTERS - 1) * SECTOR - 1;

    private static final int MAGIC = 0x514649fb;
    private static final int HEADER = 104;
    private static final long EXTENDED_ENTRIES = 0b10000;
    private static final int BACKING_FORMAT = 0xe2792aca;
    /** Bit 63 of an entry: its reference count is exactly one. */
    private static final long COPIED = 1L << 63;

    private static final int REFCOUNT_BYTES = 2;
    private static final long PER_FIRST_ENTRY = (long) (CLUSTER / 16) << CLUSTER_BITS;
    /** QEMU's limit for the name of a backing file. */
    private static final int LONGEST_NAME = 1023;

    private final ByteBuffer file;
    private final int firstClusters;

    private CommandLineOverlay(int firstClusters) {
        this.firstClusters = firstClusters;
        file = ByteBuffer.allocate((firstClusters + 5) << CLUSTER_BITS);
    }

    /** @throws DiverException where the line does not fit */
    static void require(KernelReference kernel, DiskImage disk, String line) {
        if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The command line for " + kernel + " is too long.",
                    "There is room for " + LONGEST + " bytes on its disk.",
                    "Use fewer or shorter arguments.");
        }
        if (disk.size() < CLUSTER) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel + " takes no arguments.",
                    "Its disk is too small to hold a command line at byte 512.",
                    "Leave them out.");
        }
    }

    static void write(Preparation.CommandLineDisk wanted) throws IOException {
        var size = wanted.disk().size() / SECTOR * SECTOR;
        var entries = (int) ((size + PER_FIRST_ENTRY - 1) / PER_FIRST_ENTRY);
        var overlay = new CommandLineOverlay((entries * 8 + CLUSTER - 1) >> CLUSTER_BITS);
        overlay.fill(wanted, size, entries);
        try (var out = FileChannel.open(wanted.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (overlay.file.hasRemaining()) {
                out.write(overlay.file);
            }
        }
    }

    /** Clusters: header, counts' table, counts, first level, second level, content. */
    private void fill(Preparation.CommandLineDisk wanted, long size, int entries) throws IOException {
        var second = 3 + firstClusters;
        var content = second + 1;
        header(wanted.disk(), size, entries);
        file.putLong(place(1), place(2));
        for (var cluster = 0; cluster <= content; cluster++) {
            file.putShort(place(2) + cluster * REFCOUNT_BYTES, (short) 1);
        }
        file.putLong(place(3), COPIED | place(second));
        var line = (wanted.line() + "\0").getBytes(StandardCharsets.UTF_8);
        var sectors = (line.length + SECTOR - 1) / SECTOR;
        file.putLong(place(second), COPIED | place(content));
        // A bit for each sector that is here; the others are read from below.
        file.putLong(place(second) + 8, ((1L << sectors) - 1) << 1);
        file.put(place(content) + SECTOR, line);
    }

    private void header(DiskImage below, long size, int entries) throws IOException {
        var name = below.file().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new IOException(below.file() + " has a name that is too long for a disk over it");
        }
        var format = below.format().getBytes(StandardCharsets.US_ASCII);
        var nameAt = HEADER + 8 + 8 + 8;
        file.putInt(0, MAGIC).putInt(4, 3);
        file.putLong(8, nameAt).putInt(16, name.length);
        file.putInt(20, CLUSTER_BITS).putLong(24, size);
        file.putInt(36, entries).putLong(40, place(3));
        file.putLong(48, place(1)).putInt(56, 1);
        file.putLong(72, EXTENDED_ENTRIES);
        // Counts of 2 to the 4th bits.
        file.putInt(96, 4).putInt(100, HEADER);
        file.putInt(HEADER, BACKING_FORMAT).putInt(HEADER + 4, format.length);
        file.put(HEADER + 8, format);
        file.put(nameAt, name);
    }

    private static int place(int cluster) {
        return cluster << CLUSTER_BITS;
    }
}
