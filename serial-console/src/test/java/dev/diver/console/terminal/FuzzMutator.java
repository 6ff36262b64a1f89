package dev.diver.console.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes an input a little, now and then much. */
final class FuzzMutator {

    static final int LONGEST = 1024;

    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnpqrstuy";
    private static final String[] PIECES = {
        "?1049h",
        "?1049l",
        "?47h",
        "?6h",
        "?6l",
        "?7l",
        "?7h",
        "?69h",
        "?69l",
        "?1004h",
        "?1006h",
        "?2026h",
        "?2026$p",
        "4h",
        "4l",
        "20h",
        "!p",
        "2 q",
        ">c",
        "c",
        "6n",
        "?6n",
        "2;4r",
        "3;9s",
        "5;12s",
        "38;5;200m",
        "38:2::1:2:3m",
        "48;2;1;2;3m",
        "58;5;1m",
        "22;0;0t",
        "23;0;0t",
        "3J",
        "2J",
        "99999999b",
        "65535@",
        "65535S",
        "65535T",
        "9;19H"
    };
    private static final String[] TEXTS = {
        "漢字",
        "e\u0301",
        "\u0301",
        "😀",
        "x",
        "long text that wraps more than once",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\b",
        "\u001Bc",
        "\u001B(0",
        "\u001B(B",
        "\u001BN",
        "\u001B)A",
        "\u000E",
        "\u000F",
        "\u001BM",
        "\u001BD",
        "\u001BE",
        "\u001B7",
        "\u001B8",
        "\u001B#8",
        "\u001BH",
        "\u001Bl",
        "\u001Bm",
        "\u001B]0;t\u0007",
        "\u001B]4;1;rgb:ff/00/00\u001B\\",
        "\u001B]52;c;aGk=\u0007",
        "\u001B]10;?\u0007",
        "\u001BP$qm\u001B\\",
        "\u0005",
        "\u001B]104\u0007"
    };

    private final Random random;

    FuzzMutator(Random random) {
        this.random = random;
    }

    byte[] mutate(List<byte[]> corpus) {
        byte[] input = pick(corpus);
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            input = once(input, corpus);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    /** One in two times among the newest. */
    private byte[] pick(List<byte[]> corpus) {
        int size = corpus.size();
        int from = random.nextBoolean() ? Math.max(0, size - 1 - size / 10) : 0;
        return corpus.get(from + random.nextInt(size - from));
    }

    private byte[] once(byte[] input, List<byte[]> corpus) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + 1 + random.nextInt(24));
        return switch (random.nextInt(9)) {
            case 0 -> replaced(input, at, end, new byte[0]);
            case 1 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
            case 2, 3 -> replaced(input, at, at, bytes("\u001B[" + PIECES[random.nextInt(PIECES.length)]));
            case 4 -> replaced(input, at, at, bytes(TEXTS[random.nextInt(TEXTS.length)]));
            case 5 ->
                replaced(input, at, at, bytes("\u001B[" + numbers() + FINALS.charAt(random.nextInt(FINALS.length()))));
            case 6 -> replaced(input, at, end, part(pick(corpus)));
            case 7 ->
                replaced(input, at, at, new byte[] {
                    (byte) 0xFF, (byte) 0xF8, (byte) random.nextInt(), (byte) random.nextInt()
                });
            default -> flipped(input);
        };
    }

    private String numbers() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> String.valueOf(random.nextInt(24));
            case 2 -> random.nextInt(24) + ";" + random.nextInt(24);
            default -> "?" + random.nextInt(70);
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] changed = input.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private byte[] part(byte[] input) {
        int from = random.nextInt(input.length + 1);
        return Arrays.copyOfRange(input, from, Math.min(input.length, from + random.nextInt(200)));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
