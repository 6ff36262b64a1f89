package dev.diver.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** What a guest would read at the beginning of a disk, without any tool. */
public final class DiskStart {
    /** QEMU, docs/interop/qcow2.txt, "Cluster mapping": bits 9 to 55 of an entry are a place in the file. */
    private static final long OFFSET = 0x00ff_ffff_ffff_fe00L;

    private static final long COMPRESSED = 1L << 62;
    private static final long EXTENDED = 0b10000;

    private final FileChannel channel;
    private final int bits;
    private final long table;
    private final int entry;

    private DiskStart(FileChannel channel, ByteBuffer header) {
        this.channel = channel;
        bits = header.getInt(20);
        table = header.getLong(40);
        entry = header.getInt(4) == 3 && (header.getLong(72) & EXTENDED) != 0 ? 16 : 8;
    }

    /**
     * @param count in bytes
     * @return that many; zeros where nothing is, where the disk is shorter, and where it is compressed
     */
    public static byte[] read(DiskImage image, int count) throws IOException {
        try (var channel = FileChannel.open(image.file(), StandardOpenOption.READ)) {
            if (!image.format().equals("qcow2")) {
                var plain = ByteBuffer.allocate(count);
                fill(channel, plain, 0);
                return plain.array();
            }
            return new DiskStart(channel, DiskImage.header(channel)).mapped(count);
        }
    }

    private byte[] mapped(int count) throws IOException {
        var content = ByteBuffer.allocate(count);
        var cluster = 1 << bits;
        var perTable = cluster / entry;
        for (var at = 0; at < count; at += cluster) {
            var index = at >> bits;
            var second = word(table + 8L * (index / perTable)) & OFFSET;
            var place = second == 0 ? 0 : word(second + (long) entry * (index % perTable));
            if ((place & COMPRESSED) == 0 && (place & OFFSET) != 0) {
                content.limit(Math.min(count, at + cluster)).position(at);
                fill(channel, content, place & OFFSET);
            }
        }
        return content.array();
    }

    private long word(long place) throws IOException {
        var word = ByteBuffer.allocate(8);
        fill(channel, word, place);
        return word.getLong(0);
    }

    private static void fill(FileChannel channel, ByteBuffer into, long from) throws IOException {
        var place = Math.max(from, 0);
        while (into.hasRemaining()) {
            var some = channel.read(into, place);
            if (some < 0) {
                return;
            }
            place += some;
        }
    }
}
