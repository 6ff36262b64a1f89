package dev.diver.core.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The beginning of a file, little-endian. Reading outside of it gives zeros: a hostile offset finds nothing.
 *
 * @param content at most {@link #LIMIT} bytes
 * @param size of the whole file; of a packed one, what was looked at
 * @param packed whether the file is gzip, and this is what it holds
 */
record KernelBytes(byte[] content, long size, boolean packed) {
    /** An ISO's boot record is at 34 KiB, multiboot2 within 32 KiB; notes of an ELF file may be anywhere. */
    static final int LIMIT = 16 << 20;

    static KernelBytes read(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            // RFC 1952, section 2.3.1: ID1 and ID2.
            var packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            if (!packed) {
                return new KernelBytes(in.readNBytes(LIMIT), Files.size(file), false);
            }
            try (var gzip = new GZIPInputStream(in)) {
                var content = gzip.readNBytes(LIMIT);
                return new KernelBytes(content, content.length, true);
            }
        }
    }

    int u8(long at) {
        return at >= 0 && at < content.length ? content[(int) at] & 0xff : 0;
    }

    int u16(long at) {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32(long at) {
        return u16(at) | (long) u16(at + 2) << 16;
    }

    long u64(long at) {
        if (at < 0 || at + 8 > content.length) {
            return 0;
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong((int) at);
    }

    /** Whether the text is anywhere in it. */
    boolean contains(String ascii) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(ascii);
    }

    boolean has(long at, String ascii) {
        for (var i = 0; i < ascii.length(); i++) {
            if (u8(at + i) != ascii.charAt(i) || at + i >= content.length) {
                return false;
            }
        }
        return true;
    }
}
