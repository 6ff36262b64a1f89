package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was scrolled off: how much of it there is, what it costs, and that it is what it was. */
class ScrollBackTest {

    private static final int LINES = 1_000_000;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Terminal terminal, String text) {
        byte[] bytes = bytes(text);
        terminal.write(bytes, 0, bytes.length);
    }

    private static String line(int number) {
        String colour = number % 10 == 0 ? "\u001B[1;31mERROR\u001B[0m" : "info ";
        return "[" + (100_000_000 + number) + ".000000] " + colour
                + " pci 0000:00:01.0: BAR 0 [io 0x0000-0x001f] and more of the same sort";
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    @Test
    void aMillionLinesTakeLessThan200Megabytes() {
        long before = used();
        Terminal terminal = new Terminal(100, 40, LINES, ignored -> {});
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < LINES + 100; i++) {
            piece.append(line(i)).append("\r\n");
            if (piece.length() > 60_000) {
                write(terminal, piece.toString());
                piece.setLength(0);
            }
        }
        write(terminal, piece.toString());
        piece = null;
        long taken = used() - before;
        assertTrue(taken < 200_000_000, taken + " bytes");
        assertTrue(terminal.scrollBackBytes() < 200_000_000, terminal.scrollBackBytes() + " bytes");
        Screen screen = terminal.screen(LINES);
        assertEquals(LINES, screen.lastTopLine() - screen.firstLine());
        for (int back : new int[] {1_000_000, 999_999, 500_000, 12_345, 100}) {
            Screen shown = terminal.screen(back);
            int number = (int) shown.topLine();
            assertEquals(line(number).replaceAll("\u001B\\[[0-9;]*m", ""), shown.text(0));
            assertEquals(number % 10 == 0, (shown.style(19, 0) & Style.BOLD) != 0);
        }
        // Another width counts the rows of all lines anew, and moves none.
        long millis = Work.of(() -> terminal.resize(40, 40)) / 1_000_000;
        assertTrue(millis < 2000, millis + " ms to resize");
        assertEquals(
                LINES, terminal.screen(0).lastTopLine() - terminal.screen(0).firstLine());
    }

    @Test
    void bytesAreBoundedToo() {
        Terminal terminal = new Terminal(100, 10, LINES, 1_000_000, ignored -> {});
        String piece = (line(10) + "\r\n").repeat(500);
        for (int i = 0; i < 100; i++) {
            write(terminal, piece);
            assertTrue(terminal.scrollBackBytes() <= 1_000_000 + (1 << 19), terminal.scrollBackBytes() + " bytes");
        }
        Screen screen = terminal.screen(0);
        long kept = screen.lastTopLine() - screen.firstLine();
        assertTrue(kept > 3_000 && kept < 20_000, kept + " lines");
    }

    @Test
    void aLineOfAMillionCharacters() {
        Terminal terminal = new Terminal(80, 24, 100_000, ignored -> {});
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 1_000_000; i++) {
            text.append(i).append(' ');
        }
        write(terminal, text.toString());
        String wanted = text.toString().strip();
        assertEquals(wanted, terminal.text(terminal.all()));
        for (int columns : new int[] {37, 200, 80}) {
            assertTrue(Work.of(() -> terminal.resize(columns, 24)) < 1_000_000_000L, "resized in time");
            assertEquals(wanted, terminal.text(terminal.all()), "at " + columns);
        }
        assertTrue(terminal.findNext("77777", new Position(0, 0)) != null);
    }

    /** Of any width, and with anything in them, lines are read back as they were. */
    @Test
    void rowsComeBackAsTheyWere() {
        Random random = new Random(5);
        Fixture small = new Fixture(30, 4, 5_000);
        Fixture large = new Fixture(30, 400, 0);
        String[] texts = {
            "plain",
            "\u001B[31mred",
            "\u001B[0m",
            "\u001B[1;38;2;9;8;7m",
            "漢字",
            "e\u0301",
            "é",
            "😀",
            " ",
            "\t",
            "x\u001B[4;53my"
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(14); j > 0; j--) {
                line.append(texts[random.nextInt(texts.length)]);
            }
            small.write(line + "\u001B[0m\r\n");
            large.write(line + "\u001B[0m\r\n");
        }
        Screen whole = large.terminal.screen(0);
        for (int y = 0; y < whole.rows() - 4; y++) {
            Screen one = new Screen();
            long number = whole.topLine() + y;
            small.terminal.snapshot(one, number);
            if (one.topLine() != number) {
                break;
            }
            for (int x = 0; x < 30; x++) {
                assertEquals(whole.codePoint(x, y), one.codePoint(x, 0), "at " + x + "," + y);
                assertEquals(whole.style(x, y), one.style(x, 0), "at " + x + "," + y);
                assertEquals(whole.marks(x, y), one.marks(x, 0), "at " + x + "," + y);
            }
        }
        assertEquals(large.all(), small.all());
    }

    @Test
    void aStormOfResizes() {
        Random random = new Random(3);
        Fixture fixture = new Fixture(80, 24, 200_000);
        for (int i = 0; i < 20_000; i++) {
            fixture.write("line " + i + " " + "x".repeat(i % 100) + (i % 50 == 0 ? " 漢字" : "") + "\r\n");
        }
        String before = fixture.all();
        long millis = Work.of(() -> {
                    for (int i = 0; i < 300; i++) {
                        fixture.terminal.resize(20 + random.nextInt(200), 2 + random.nextInt(80));
                    }
                })
                / 1_000_000;
        assertEquals(before, fixture.all());
        assertTrue(millis < 10_000, millis + " ms");
    }
}
