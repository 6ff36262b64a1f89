package dev.diver.deployer.hardware;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The release that a Linux image says of itself, as {@code uname -r} will. */
final class LinuxRelease {
    /** Linux: Documentation/x86/boot.rst, kernel_version: a pointer less 0x200. */
    private static final int POINTER = 0x20e;

    private static final int BASE = 0x200;
    private static final int LONGEST = 256;

    private LinuxRelease() {}

    /** @param image a bzImage */
    static String of(Path image) {
        try (var file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(POINTER);
            var pointer = Short.toUnsignedInt(Short.reverseBytes(file.readShort()));
            file.seek(BASE + pointer);
            var bytes = new byte[LONGEST];
            var count = Math.max(file.read(bytes), 0);
            return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).split("[\0 ]", 2)[0];
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            "The release of Linux could not be read.",
                            image + ": " + e.getMessage(),
                            "Pull that Linux again."),
                    e);
        }
    }
}
