package dev.diver.qemu;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/** How a Linux can be packed; known by the first bytes (Linux's lib/decompress.c). */
enum Packer {
    GZIP(0x1f, 0x8b) {
        @Override
        InputStream unpacked(byte[] packed) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(packed));
        }
    },
    /** The legacy format: blocks, each with its size before it (lz4_Frame_format.md, "Legacy frame"). */
    LZ4(0x02, 0x21, 0x4c, 0x18) {
        @Override
        InputStream unpacked(byte[] packed) throws IOException {
            var bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).position(Integer.BYTES);
            var blocks = new ArrayList<InputStream>();
            while (bytes.remaining() > Integer.BYTES) {
                var size = bytes.getInt();
                // Behind the last one is the kernel's size.
                if (size <= 0 || size > bytes.remaining()) {
                    break;
                }
                blocks.add(new BlockLZ4CompressorInputStream(new ByteArrayInputStream(packed, bytes.position(), size)));
                bytes.position(bytes.position() + size);
            }
            return new SequenceInputStream(Collections.enumeration(blocks));
        }
    },
    XZ(0xfd, '7', 'z', 'X') {
        @Override
        InputStream unpacked(byte[] packed) throws IOException {
            return by("xz", packed);
        }
    },
    ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream unpacked(byte[] packed) throws IOException {
            return by("zstd", packed);
        }
    };

    private final int[] magic;

    Packer(int... magic) {
        this.magic = magic;
    }

    static Optional<Packer> of(byte[] packed) {
        return Arrays.stream(values())
                .filter(packer -> packer.hasPacked(packed))
                .findFirst();
    }

    private boolean hasPacked(byte[] bytes) {
        for (var i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whoever has read enough closes it. */
    abstract InputStream unpacked(byte[] packed) throws IOException;

    private static InputStream by(String program, byte[] packed) throws IOException {
        var process = new ProcessBuilder(program, "-dcq")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread.ofPlatform().daemon().name("unpacking").start(() -> write(packed, process.getOutputStream()));
        return new FilterInputStream(process.getInputStream()) {
            @Override
            public void close() throws IOException {
                process.destroyForcibly();
                super.close();
            }
        };
    }

    private static void write(byte[] packed, OutputStream out) {
        try (out) {
            out.write(packed);
        } catch (IOException e) {
            // It was ended, or found an error; who reads it sees that.
        }
    }
}
