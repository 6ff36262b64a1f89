package dev.diver.app.screen.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.scene.image.Image;

/** Images as PNG (ISO/IEC 15948): eight bits a colour, no transparency. Without AWT, which would start a second toolkit. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_LENGTH = 13;
    private static final int COLOURS = 3;

    private Png() {}

    /** May be called on any thread while nobody changes the image. */
    public static byte[] of(Image image) {
        var width = (int) image.getWidth();
        var height = (int) image.getHeight();
        var raw = ByteBuffer.allocate(height * (width * COLOURS + 1));
        var pixels = image.getPixelReader();
        for (var y = 0; y < height; y++) {
            raw.put((byte) 0);
            for (var x = 0; x < width; x++) {
                var argb = pixels.getArgb(x, y);
                raw.put((byte) (argb >> 16)).put((byte) (argb >> 8)).put((byte) argb);
            }
        }
        var deflater = new Deflater();
        deflater.setInput(raw.array());
        deflater.finish();
        var packed = new byte[raw.capacity() + 1024];
        var length = deflater.deflate(packed);
        deflater.end();
        var out = ByteBuffer.allocate(length + 128);
        out.put(SIGNATURE);
        var header = ByteBuffer.allocate(HEADER_LENGTH).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.array(), HEADER_LENGTH);
        chunk(out, "IDAT", packed, length);
        chunk(out, "IEND", new byte[0], 0);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void chunk(ByteBuffer out, String type, byte[] data, int length) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        out.putInt(length).put(name).put(data, 0, length).putInt((int) sum.getValue());
    }
}
