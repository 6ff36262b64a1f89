package dev.diver.core.catalog.archive;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
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
 * Unpacks tar archives of unknown origin: only files and directories, only below the target, each name once, and no more
 * than the limits allow. One object for all layers of a package, so that a layer cannot replace another's file.
 */
public final class SafeArchive {
    /** Whose archives they are. */
    public enum Manner {
        /** Our packages: gzip, and whatever has no place in one is refused. */
        PACKAGE,
        /**
         * Other systems' archives, packed or not: links and special files are left out, and a name's leading slash is
         * no part of it. What leads out of the target is refused all the same.
         */
        FOREIGN
    }

    private static final int PIECE = 1 << 16;
    private static final long RATIO_FROM = 16L << 20;
    private static final int NAME_LIMIT = 1024;
    /** The library keeps long names and extended headers in memory, however long they say that they are. */
    private static final int HEADERS = 1 << 20;

    private final Path target;
    private final Limits limits;
    private final Manner manner;
    private final Cancellation cancellation;
    private final Set<String> seen = new HashSet<>();
    private int entries;
    private int leftOut;
    private long bytes;
    private long packedBytes;

    /** @param target an existing, empty directory that nobody else writes to */
    public SafeArchive(Path target, Limits limits, Cancellation cancellation) {
        this(target, limits, Manner.PACKAGE, cancellation);
    }

    /** @param target as above */
    public SafeArchive(Path target, Limits limits, Manner manner, Cancellation cancellation) {
        this.target = target;
        this.limits = limits;
        this.manner = manner;
        this.cancellation = cancellation;
    }

    /**
     * Reads the whole stream, also what follows the archive's end, so that a digest over it is complete.
     *
     * @throws DiverException DAMAGED where the archive breaks a rule
     * @throws IOException where it cannot be read, or the target not be written
     */
    public void unpack(InputStream archive) throws IOException {
        var packed = new Counting(archive);
        try {
            var plain = new Guarded(plain(new BufferedInputStream(packed, PIECE)));
            var tar = new TarArchiveInputStream(plain, "UTF-8");
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                cancellation.check();
                plain.allow(HEADERS + (entry.isDirectory() ? 0 : Math.clamp(entry.getSize(), 0, limits.bytes())));
                take(entry, tar);
            }
        } catch (IllegalArgumentException | NegativeArraySizeException | ArithmeticException e) {
            throw refused("its structure is broken (" + e.getMessage() + ")");
        }
        packed.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private InputStream plain(BufferedInputStream in) throws IOException {
        if (manner == Manner.PACKAGE) {
            return new GZIPInputStream(in);
        }
        in.mark(2);
        // RFC 1952, section 2.3.1: ID1 and ID2.
        var isGzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return isGzip ? new GZIPInputStream(in) : in;
    }

    /** How many files and directories there were. */
    public int entries() {
        return entries;
    }

    /** How many links and special files were left out. */
    public int leftOut() {
        return leftOut;
    }

    private void take(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        if (++entries > limits.entries()) {
            throw refused("it has more than " + limits.entries() + " entries");
        }
        if (manner == Manner.FOREIGN && !entry.isDirectory() && !isPlainFile(entry)) {
            leftOut++;
            return;
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
        if (name.length() > NAME_LIMIT || !PlainText.isLine(name)) {
            throw refused("it has a name that is too long or has characters that nobody sees");
        }
        if (manner == Manner.PACKAGE && name.startsWith("/") || name.contains("\\")) {
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

    /** What is unpacked, cut off where more comes than an entry and the headers of the next one may take. */
    private static final class Guarded extends FilterInputStream {
        private long allowed = HEADERS;

        Guarded(InputStream in) {
            super(in);
        }

        void allow(long count) {
            allowed = count;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            take(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var some = super.read(buffer, offset, length);
            take(Math.max(some, 0));
            return some;
        }

        @Override
        public long skip(long count) throws IOException {
            var some = super.skip(count);
            take(some);
            return some;
        }

        private void take(long count) {
            allowed -= count;
            if (allowed < 0) {
                throw refused("an entry's headers or a directory's content are larger than " + HEADERS + " bytes");
            }
        }
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
}
