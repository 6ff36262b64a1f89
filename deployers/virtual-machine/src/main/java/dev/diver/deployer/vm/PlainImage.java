package dev.diver.deployer.vm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A kernel's image without gzip around it: kernels are often packed, whatever else is done to them. */
final class PlainImage {
    /** In bytes; what is larger is no kernel but a bomb. */
    private static final long LARGEST = 1L << 30;

    private PlainImage() {}

    static void copy(Path image, Path to) throws IOException {
        try (var in = opened(image);
                var out = Files.newOutputStream(to)) {
            var piece = new byte[1 << 16];
            var total = 0L;
            for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
                total += count;
                if (total > LARGEST) {
                    throw new IOException(image + " is larger than " + LARGEST + " bytes when unpacked");
                }
                out.write(piece, 0, count);
            }
        }
    }

    private static InputStream opened(Path image) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(image));
        in.mark(2);
        // RFC 1952, section 2.3.1: ID1 and ID2.
        var packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in) : in;
    }
}
