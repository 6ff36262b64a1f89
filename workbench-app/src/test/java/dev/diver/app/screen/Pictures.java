package dev.diver.app.screen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.scene.Scene;
import javafx.scene.image.Image;

/** Writes what a scene shows as PNG (ISO/IEC 15948), without AWT. */
public final class Pictures {
    private Pictures() {}

    /** On the JavaFX thread. */
    public static void write(Scene scene, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, png(scene.snapshot(null)));
    }

    private static byte[] png(Image image) {
        var width = (int) image.getWidth();
        var height = (int) image.getHeight();
        var raw = ByteBuffer.allocate(height * (width * 3 + 1));
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
        out.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.array(), 13);
        chunk(out, "IDAT", packed, length);
        chunk(out, "IEND", new byte[0], 0);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static void chunk(ByteBuffer out, String type, byte[] data, int length) {
        var name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        out.putInt(length).put(name).put(data, 0, length).putInt((int) sum.getValue());
    }
}
