package dev.diver.qemu;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Writes an initial RAM file system in cpio's newc form (Linux: Documentation/driver-api/early-userspace). */
final class CpioWriter implements AutoCloseable {
    private static final int DIRECTORY = 0040755;
    private static final int FILE = 0100000;
    private static final long LARGEST = 0xffff_ffffL;

    private final OutputStream out;
    private final Set<String> directories = new HashSet<>();
    private long position;
    private int inode;

    CpioWriter(OutputStream out) {
        this.out = out;
    }

    /** @param name without a leading slash */
    void file(String name, Path content, int permissions) throws IOException {
        var size = Files.size(content);
        if (size > LARGEST) {
            throw new IOException(content + " is larger than an initial RAM file system can hold");
        }
        parents(name);
        header(name, FILE | permissions, size);
        position += Files.copy(content, out);
        pad();
    }

    void file(String name, byte[] content, int permissions) throws IOException {
        parents(name);
        header(name, FILE | permissions, content.length);
        out.write(content);
        position += content.length;
        pad();
    }

    void directory(String name) throws IOException {
        parents(name);
        if (directories.add(name)) {
            header(name, DIRECTORY, 0);
        }
    }

    private void parents(String name) throws IOException {
        for (var slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (directories.add(name.substring(0, slash))) {
                header(name.substring(0, slash), DIRECTORY, 0);
            }
        }
    }

    private void header(String name, int mode, long size) throws IOException {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        var links = mode == DIRECTORY ? 2 : 1;
        var fields = new long[] {++inode, mode, 0, 0, links, 0, size, 0, 0, 0, 0, bytes.length + 1, 0};
        var text = new StringBuilder("070701");
        for (var field : fields) {
            text.append(String.format("%08X", field));
        }
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write(0);
        position += text.length() + bytes.length + 1;
        pad();
    }

    private void pad() throws IOException {
        while (position % 4 != 0) {
            out.write(0);
            position++;
        }
    }

    @Override
    public void close() throws IOException {
        header("TRAILER!!!", 0, 0);
        out.close();
    }
}
