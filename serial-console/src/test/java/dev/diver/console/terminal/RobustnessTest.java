package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobustnessTest {

    private static final String[] PIECES = {
        "\u001B[",
        "\u001B]",
        "\u001BP",
        "\u001B\\",
        "\u001B(0",
        "\u001B(B",
        "\u001Bc",
        "\u001BM",
        "\u001B7",
        "\u001B8",
        "?1049h",
        "?1049l",
        "?6h",
        "?7l",
        "?7h",
        "4h",
        "4l",
        "2;4r",
        "r",
        "9;9H",
        "H",
        "5L",
        "5M",
        "5P",
        "5@",
        "9X",
        "3S",
        "3T",
        "J",
        "1J",
        "2J",
        "K",
        "1K",
        "31m",
        "0m",
        "7b",
        "6n",
        "text",
        "漢字",
        "e\u0301",
        "\r\n",
        "\t",
        "\b",
        "0;title\007",
        "long text that wraps more than once on a narrow screen",
        ";",
        "5",
        "99999",
        "😀"
    };

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] pieces(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            boolean sequence = random.nextInt(3) == 0;
            text.append(sequence ? "\u001B[" : "").append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void survivesAnything() {
        Random random = new Random(4711);
        for (int round = 0; round < 400; round++) {
            Fixture fixture = new Fixture(1 + random.nextInt(40), 1 + random.nextInt(12), random.nextInt(30));
            for (int step = 0; step < 20; step++) {
                fixture.write(random.nextBoolean() ? random(random, 300) : pieces(random, 40));
                if (random.nextInt(3) == 0) {
                    fixture.terminal.resize(1 + random.nextInt(40), 1 + random.nextInt(12));
                }
                if (random.nextInt(20) == 0) {
                    fixture.terminal.clear();
                }
                Invariants.check(fixture.terminal, random);
            }
        }
    }

    @Test
    void piecesGiveTheSameAsTheWhole() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = round % 2 == 0 ? pieces(random, 60) : random(random, 400);
            String whole = new Fixture(20, 6, 15).write(bytes).everything();
            Fixture fixture = new Fixture(20, 6, 15);
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(round % 3 == 0 ? 1 : 7));
                fixture.write(Arrays.copyOfRange(bytes, at, at + length));
                at += length;
            }
            assertEquals(whole, fixture.everything());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "41, A",
        "C3A4, ä",
        "E282AC, €",
        "F09F9880, 😀",
        "80, \uFFFD",
        "C0AF, \uFFFD\uFFFD",
        "E080AF, \uFFFD\uFFFD\uFFFD",
        "EDA080, \uFFFD\uFFFD\uFFFD",
        "F4908080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "E282, ''",
        "E28241, \uFFFDA",
        "E282E282AC, \uFFFD€",
        "FF, \uFFFD",
        "F09F98C3A4, \uFFFDä",
        "C3C3A4, \uFFFDä",
        "E2820A, \uFFFD"
    })
    void decodes(String hex, String text) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        assertEquals(text, new Fixture(20, 2, 0).write(bytes).rows());
    }

    @Test
    void decodesAsJavaDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = random(random, 12);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] |= (byte) 0x80;
                if (bytes[i] == (byte) 0xED) {
                    bytes[i]++; // for half of a surrogate pair Java gives one replacement, Unicode wants three
                }
            }
            bytes[11] = '.';
            StringBuilder decoded = new StringBuilder();
            Utf8 utf8 = new Utf8();
            for (byte each : bytes) {
                int codePoint = utf8.accept(each & 0xFF);
                if (codePoint == Utf8.AGAIN) {
                    decoded.appendCodePoint(Utf8.REPLACEMENT);
                    codePoint = utf8.accept(each & 0xFF);
                }
                if (codePoint >= 0) {
                    decoded.appendCodePoint(codePoint);
                }
            }
            assertEquals(new String(bytes, StandardCharsets.UTF_8), decoded.toString());
        }
    }

    @Test
    void stringsEnd() {
        Fixture fixture = new Fixture(20, 2, 0).write("\u001BP" + "x".repeat(70_000) + "\r\nend");
        assertEquals("end", fixture.rows().replaceAll(".*\\|", ""));
        assertEquals(
                "",
                new Fixture(20, 2, 0)
                        .write("\u001B]0;" + "x".repeat(5000) + "\007")
                        .terminal
                        .title());
        assertEquals(
                "a b",
                new Fixture(20, 2, 0).write("\u001B]0;a\u202E b\u0007").terminal.title());
    }
}
