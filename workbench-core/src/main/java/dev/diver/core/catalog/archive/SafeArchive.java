package dev.diver.core.catalog.archive;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks gzip tar archives of unknown origin: only files and directories, only below the target, each name once, and no
 * more than the limits allow. One object for all layers of a package, so that a layer cannot replace another's file.
 */
public final class SafeArchive {
    private static final int PIECE = 1 << 16;
    private static final long RATIO_FROM = 16L << 20;
    private static final int NAME_LIMIT = 1024;
    /** Of all that stands before an entry: long names and extended headers, which the library holds in memory. */
    private static final long HEADER_LIMIT = 1 << 20;

    private final Path target;
    private final Limits limits;
    private final Cancellation cancellation;
    private final Set<String> seen = new HashSet<>();
    private int entries;
    private long bytes;
    private long packedBytes;

    /** @param target an existing, empty directory that nobody else writes to */
    public SafeArchive(Path target, Limits limits, Cancellation cancellation) {
        this.target = target;
        this.limits = limits;
        this.cancellation = cancellation;
    }

    /**
     * Reads the whole stream, also what follows the archive's end, so that a digest over it is complete.
     *
     * @throws DiverException DAMAGED where the archive breaks a rule
     * @throws IOException where it cannot be read, or the target not be written
     */
    public void unpack(InputStream gzipTar) throws IOException {
        var packed = new Counting(gzipTar);
        try {
            var unpacked = new Headers(new GZIPInputStream(new BufferedInputStream(packed, PIECE)));
            var tar = new TarArchiveInputStream(unpacked, "UTF-8");
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                cancellation.check();
                unpacked.inHeader = false;
                take(entry, tar);
                unpacked.begin();
            }
        } catch (IllegalArgumentException | NegativeArraySizeException | ArithmeticException e) {
            throw refused("its structure is broken (" + e.getMessage() + ")");
        }
        packed.transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** How many files and directories there were. */
    public int entries() {
        return entries;
    }

    private void take(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        if (++entries > limits.entries()) {
            throw refused("it has more than " + limits.entries() + " entries");
        }
        var name = checkedName(entry);
        if (name.isEmpty()) {
            return;
        }
        var path = target.resolve(name);
        if (entry.isDirectory()) {
            directories(path, name);
            return;
        }
        if (!seen.add(name)) {
            throw refused("it has " + name + " twice");
        }
        directories(path.getParent(), name);
        if (Files.exists(path)) {
            throw refused("it has " + name + " twice");
        }
        write(entry, tar, path);
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "r-xr-xr-x" : "r--r--r--"));
    }

    private static void directories(Path path, String name) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw refused("it has " + name + " and a file where its directory should be");
        }
    }

    private String checkedName(TarArchiveEntry entry) {
        var name = entry.getName();
        if (name.length() > NAME_LIMIT || name.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            throw refused("it has a name that is too long or has control characters");
        }
        if (name.startsWith("/") || entry.getName().contains("\\")) {
            throw refused("it has the absolute name " + name);
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            throw refused("it has a link, " + name);
        }
        if (!entry.isDirectory() && !isPlainFile(entry)) {
            throw refused("it has " + name + ", which is neither a file nor a directory");
        }
        var clean = new StringBuilder();
        for (var part : name.split("/")) {
            if (part.equals("..")) {
                throw refused("it has " + name + ", which leads out of the package");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                clean.append(clean.isEmpty() ? "" : "/").append(part);
            }
        }
        return clean.toString();
    }

    /** All other types are devices, FIFOs and extensions; isFile() of the library takes those for files too. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        var type = entry.getLinkFlag();
        return (type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    private void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.getSize() < 0 || bytes + entry.getSize() > limits.bytes()) {
            throw refused("it unpacks to more than " + limits.bytes() + " bytes");
        }
        var piece = new byte[PIECE];
        try (var out = Files.newOutputStream(path)) {
            for (var count = content.read(piece); count >= 0; count = content.read(piece)) {
                cancellation.check();
                bytes += count;
                if (bytes > limits.bytes()) {
                    throw refused("it unpacks to more than " + limits.bytes() + " bytes");
                }
                if (bytes > RATIO_FROM && bytes / limits.ratio() > packedBytes) {
                    throw refused("it unpacks to more than " + limits.ratio() + " times its size");
                }
                out.write(piece, 0, count);
            }
        }
    }

    private static DiverException refused(String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "The package's archive is refused: " + why + ".",
                "Unpacking it could harm this machine, or it was damaged on its way.",
                "Tell the package's publisher; nothing of it was kept.");
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            packedBytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var some = super.read(buffer, offset, length);
            packedBytes += Math.max(some, 0);
            return some;
        }
    }

    /** Refuses headers that do not end. What is left of an entry that nobody read counts as header of the next one. */
    private static final class Headers extends FilterInputStream {
        private boolean inHeader = true;
        private long count;

        Headers(InputStream in) {
            super(in);
        }

        void begin() {
            inHeader = true;
            count = 0;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var some = super.read(buffer, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        @Override
        public long skip(long wanted) throws IOException {
            var some = super.skip(wanted);
            count(some);
            return some;
        }

        private void count(long some) {
            count += some;
            if (inHeader && count > HEADER_LIMIT) {
                throw refused("it has a header of more than " + HEADER_LIMIT + " bytes");
            }
        }
    }
}
