package dev.diver.core.catalog.oci;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Blobs on their way into a layout. Closing removes those that were not committed. For one thread. */
public final class Staging implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final Path directory;
    private final List<Digest> digests = new ArrayList<>();

    Staging(Path directory) {
        this.directory = directory;
    }

    /** A directory for files that are no blobs; goes with the staging. */
    public Path scratch() throws IOException {
        return Files.createTempDirectory(directory, "scratch");
    }

    public Descriptor put(String mediaType, byte[] content) throws IOException {
        return put(mediaType, new ByteArrayInputStream(content), count -> {}, new Cancellation());
    }

    /** @param progress gets the number of bytes written so far */
    public Descriptor put(String mediaType, InputStream content, LongConsumer progress, Cancellation cancellation)
            throws IOException {
        return put(mediaType, out -> {
            var piece = new byte[PIECE];
            long done = 0;
            for (var count = content.read(piece); count >= 0; count = content.read(piece)) {
                cancellation.check();
                out.write(piece, 0, count);
                done += count;
                progress.accept(done);
            }
        });
    }

    /** Digests what the writer writes. */
    public Descriptor put(String mediaType, Writer writer) throws IOException {
        var file = Files.createTempFile(directory, "blob", "");
        var digest = Digest.sha256();
        try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            writer.writeTo(out);
        }
        AtomicFiles.sync(file);
        var name = Digest.ofSum(digest.digest());
        var size = Files.size(file);
        Files.move(file, file(name), StandardCopyOption.REPLACE_EXISTING);
        if (!digests.contains(name)) {
            digests.add(name);
        }
        return Descriptor.blob(mediaType, name, size);
    }

    /** Takes a file that is named by its digest, was checked, and is on the disk; it must be in the layout's file system. */
    public void adopt(Path file) throws IOException {
        var name = new Digest(file.getFileName().toString());
        Files.move(file, file(name), StandardCopyOption.REPLACE_EXISTING);
        if (!digests.contains(name)) {
            digests.add(name);
        }
    }

    Path file(Digest digest) {
        return directory.resolve(digest.hex());
    }

    List<Digest> digests() {
        return digests;
    }

    @Override
    public void close() {
        Folders.delete(directory);
    }

    /** Writes a blob's content. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }
}
