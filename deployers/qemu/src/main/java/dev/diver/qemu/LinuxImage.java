package dev.diver.qemu;

import dev.diver.core.debug.ElfFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Linux as a boot loader gets it (Linux's Documentation/arch/x86/boot.rst): which one it is, and of which build. Whatever
 * the file says, little of it is read.
 *
 * @param version as {@code uname -r} says it, such as {@code 6.1.0-49-cloud-amd64}
 */
record LinuxImage(Path file, String version) {
    private static final int LARGEST = 256 << 20;
    private static final int SECTOR = 512;
    private static final int SETUP_SECTORS = 0x1f1;
    private static final int MAGIC = 0x202;
    private static final int PROTOCOL = 0x206;
    private static final int WITH_PAYLOAD = 0x208;
    private static final int KERNEL_VERSION = 0x20e;
    private static final int PAYLOAD = 0x248;
    private static final int HEADER = 0x250;
    private static final int LONGEST_VERSION = 200;
    private static final Pattern VERSION = Pattern.compile("([0-9][A-Za-z0-9.+~_-]{0,100})(?: .*)?");

    /** Of an ELF file with its program headers behind the header. */
    private static final int BEGINNING = 4096;

    private static final int SEGMENT = 56;
    private static final int NOTE = 4;
    private static final long FARTHEST = 1L << 30;
    private static final int LARGEST_NOTES = 1 << 16;

    /** Empty where the file is none. */
    static Optional<LinuxImage> read(Path file) {
        try (var channel = FileChannel.open(file)) {
            var header = piece(channel, 0, HEADER);
            if (header.getInt(MAGIC) != 0x53726448 || Short.toUnsignedInt(header.getShort(PROTOCOL)) < WITH_PAYLOAD) {
                return Optional.empty();
            }
            var at = Short.toUnsignedInt(header.getShort(KERNEL_VERSION)) + SECTOR;
            var text = StandardCharsets.US_ASCII
                    .decode(piece(channel, at, LONGEST_VERSION))
                    .toString()
                    .split("\0", 2)[0];
            return Optional.of(VERSION.matcher(text))
                    .filter(match -> match.matches())
                    .map(match -> new LinuxImage(file, match.group(1)));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer piece(FileChannel channel, long at, int size) throws IOException {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // On with the next piece.
        }
        return bytes.flip();
    }

    /**
     * Unpacks the kernel as far as its notes, which takes a second. Empty where it has none.
     *
     * @throws IOException where it cannot be unpacked, with the reason
     */
    Optional<String> buildId() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var sectors = bytes.get(SETUP_SECTORS) & 0xff;
        var start = ((sectors == 0 ? 4L : sectors) + 1) * SECTOR + Integer.toUnsignedLong(bytes.getInt(PAYLOAD));
        var end = start + Integer.toUnsignedLong(bytes.getInt(PAYLOAD + 4));
        if (end > bytes.limit()) {
            throw new IOException(file + " is damaged");
        }
        var packed = Arrays.copyOfRange(bytes.array(), (int) start, (int) end);
        var packer = Packer.of(packed).orElseThrow(() -> new IOException("it is packed in an unknown way"));
        try (var kernel = packer.unpacked(packed)) {
            return buildId(kernel);
        }
    }

    private static Optional<String> buildId(InputStream kernel) throws IOException {
        var start = ByteBuffer.wrap(kernel.readNBytes(BEGINNING)).order(ByteOrder.LITTLE_ENDIAN);
        if (start.limit() < BEGINNING || start.getInt(0) != 0x464c457f) {
            throw new IOException("what is packed in it is no kernel");
        }
        var all = new SequenceInputStream(new ByteArrayInputStream(start.array()), kernel);
        var table = start.getLong(32);
        var count = Short.toUnsignedInt(start.getShort(56));
        for (var i = 0; i < count && table >= 0 && table + (i + 1L) * SEGMENT <= BEGINNING; i++) {
            var at = (int) table + i * SEGMENT;
            var offset = start.getLong(at + 8);
            if (start.getInt(at) == NOTE && offset >= 0 && offset < FARTHEST) {
                all.skipNBytes(offset);
                var size = Math.clamp(start.getLong(at + 32), 0, LARGEST_NOTES);
                return ElfFile.buildId(ByteBuffer.wrap(all.readNBytes(size)).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return Optional.empty();
    }
}
