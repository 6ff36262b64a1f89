package dev.diver.core;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Makes broken inputs of a good one: for parsers, which must take or refuse each in their own words. */
public final class Mutations {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "-1",
            "1e999",
            "\\u0000",
            "\u0000",
            "true",
            "=",
            "\n",
            "99999999999",
            "[[[[[[[[[[[[[[[[",
            "\u00e9\ud83e\udd3f",
            " ");

    private Mutations() {}

    /** Gives a thousand of them to the parser, always the same ones. */
    public static void of(byte[] good, Consumer<byte[]> parser) {
        var random = new Random(good.length);
        for (var round = 0; round < 1000; round++) {
            var bytes = good;
            for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes = changed(bytes, random);
            }
            parser.accept(bytes);
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        var at = random.nextInt(bytes.length + 1);
        var to = Math.min(bytes.length, at + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, at, to, new byte[0]);
            case 2 ->
                joined(bytes, at, at, PIECES.get(random.nextInt(PIECES.size())).getBytes());
            default ->
                joined(bytes, at, to, PIECES.get(random.nextInt(PIECES.size())).getBytes());
        };
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] instead) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
