package dev.diver.core.dive;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A console's times beside its log: eight letters, then two big-endian 64-bit numbers a piece, its position in bytes and its
 * time in milliseconds since 1970. It is written as the guest speaks, so a crash costs the last piece at most; who reads it
 * takes what is sound up to the first number that is not.
 */
public final class ConsoleTimesFile implements Closeable {
    private static final byte[] MAGIC = "DIVERCT1".getBytes(StandardCharsets.US_ASCII);
    private static final int RECORD = 2 * Long.BYTES;

    private final FileChannel out;
    private boolean failed;

    ConsoleTimesFile(Path log) throws IOException {
        out = FileChannel.open(
                beside(log), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        write(ByteBuffer.wrap(MAGIC));
    }

    /** {@code console.times} of {@code console.log}. */
    public static Path beside(Path log) {
        var name = log.getFileName().toString();
        var stem = name.endsWith(".log") ? name.substring(0, name.length() - ".log".length()) : name;
        return log.resolveSibling(stem + ".times");
    }

    /** Does not fail: where the disk is full, the guest goes on without times. */
    void append(long position, long time) {
        if (!failed) {
            write(ByteBuffer.allocate(RECORD).putLong(position).putLong(time).flip());
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            failed = true;
        }
    }

    /** The times beside a log; none where there is no such file or it is something else. Blocks. */
    public static ConsoleTimes read(Path log) {
        var times = new ConsoleTimes();
        try (var in =
                new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(beside(log)), 1 << 16))) {
            if (java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                for (var left = ConsoleTimes.MOST; left > 0 && times.add(in.readLong(), in.readLong()); left--) {
                    // What does not come after its predecessor is damage, and so is what follows.
                }
            }
        } catch (EOFException end) {
            // Of a file that is whole, or was cut.
        } catch (IOException none) {
            // Dives of earlier versions have none.
        }
        return times;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
