package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).collect(Collectors.joining("\r\n"));
    }

    private static String text(Fixture fixture, TextRange range) {
        return range == null ? null : fixture.terminal.text(range);
    }

    @Test
    void scrollBack() {
        Fixture fixture = new Fixture(20, 3, 5).write(numbers(20));
        assertEquals("line 17|line 18|line 19", fixture.rows());
        assertEquals("line 15", fixture.terminal.screen(2).text(0));
        assertEquals("line 12", fixture.terminal.screen(999).text(0));
        assertFalse(fixture.terminal.screen(5).isCursorVisible());
        assertEquals(numbers(20).substring(numbers(20).indexOf("line 12")).replace("\r", ""), fixture.all());
        fixture.write("\u001B[3J");
        assertEquals("line 17\nline 18\nline 19", fixture.all());
    }

    @Test
    void lineNumbersStay() {
        Fixture fixture = new Fixture(20, 3, 50).write(numbers(10));
        Screen screen = new Screen();
        fixture.terminal.snapshot(screen, 4);
        assertEquals("line 4", screen.text(0));
        fixture.write("\r\n" + numbers(20));
        fixture.terminal.snapshot(screen, 4);
        assertEquals("line 4", screen.text(0));
        fixture.terminal.snapshot(screen, Terminal.FOLLOW);
        assertEquals("line 17", screen.text(0));
    }

    @Test
    void noScrollBackOfTheAlternateScreen() {
        Fixture fixture = new Fixture(20, 3, 50).write("before\u001B[?1049h" + numbers(30));
        assertTrue(fixture.terminal.isAlternateScreen());
        assertEquals("line 27\nline 28\nline 29", fixture.all());
        fixture.write("\u001B[?1049l");
        assertEquals("before", fixture.all());
    }

    @Test
    void resizingRewraps() {
        String text = "The quick brown fox jumps over the lazy dog";
        Fixture fixture = new Fixture(20, 4, 50).write("$ run\r\n" + text + "\r\n漢字漢字漢字\r\n> ");
        String before = fixture.all();
        for (int columns : new int[] {7, 50, 3, 2, 11, 80, 20}) {
            fixture.terminal.resize(columns, 4);
            assertEquals(before, fixture.all(), "at " + columns);
        }
        fixture.write("X");
        assertEquals(before + " X", fixture.all());
    }

    @Test
    void resizingLosesNothing() {
        Random random = new Random(1);
        Fixture fixture = new Fixture(30, 10, 10_000);
        for (int i = 0; i < 200; i++) {
            fixture.write("x".repeat(random.nextInt(90)) + i + "\r\n");
        }
        String before = fixture.all();
        for (int i = 0; i < 100; i++) {
            fixture.terminal.resize(10 + random.nextInt(60), 1 + random.nextInt(40));
            assertEquals(before, fixture.all());
        }
    }

    @Test
    void resizingKeepsTheCursorOnItsCharacter() {
        Fixture fixture = new Fixture(10, 5, 50).write("abcdefghijklmnop\u001B[1;4H");
        fixture.terminal.resize(3, 5);
        assertEquals("0,0", fixture.cursor());
        fixture.terminal.resize(30, 5);
        assertEquals("3,0", fixture.cursor());
    }

    @Test
    void resizingOnTheAlternateScreenKeepsTheMainOne() {
        Fixture fixture = new Fixture(10, 5, 50).write("0123456789abc\u001B[?1049h\u001B[Hother");
        fixture.terminal.resize(20, 8);
        assertEquals("other", fixture.rows());
        fixture.write("\u001B[?1049ld");
        assertEquals("0123456789abcd", fixture.rows());
    }

    @Test
    void selects() {
        Fixture fixture = new Fixture(10, 4, 50).write("see /usr/share/doc now\r\nnext  line\r\n漢字x");
        Terminal terminal = fixture.terminal;
        Position inPath = new Position(1, 2);
        assertEquals("/usr/share/doc", text(fixture, terminal.range(inPath, inPath, Granularity.WORD)));
        assertEquals("see /usr/share/doc now", text(fixture, terminal.range(inPath, inPath, Granularity.LINE)));
        assertEquals("re", text(fixture, terminal.range(new Position(1, 3), new Position(1, 2), Granularity.CELL)));
        assertEquals(
                "now\nnext", text(fixture, terminal.range(new Position(3, 1), new Position(1, 9), Granularity.WORD)));
        Position tail = new Position(4, 1);
        assertEquals("漢", text(fixture, terminal.range(tail, tail, Granularity.CELL)));
        assertEquals("漢字x", text(fixture, terminal.range(tail, tail, Granularity.WORD)));
    }

    @Test
    void finds() {
        Fixture fixture = new Fixture(10, 4, 50).write("one Needle two\r\nthree\r\nNEEDLE und ÄPFEL\r\nneed");
        Terminal terminal = fixture.terminal;
        TextRange first = terminal.findNext("needle", new Position(0, 0));
        assertEquals("Needle", text(fixture, first));
        TextRange second = terminal.findNext("needle", new Position(0, 5));
        assertEquals("NEEDLE", text(fixture, second));
        assertEquals(first, terminal.findNext("needle", new Position(3, 1)), "goes on at the top");
        assertEquals(first, terminal.findPrevious("needle", second.start()));
        assertEquals(second, terminal.findPrevious("needle", first.start()), "goes on at the bottom");
        assertEquals("Needle two", text(fixture, terminal.findNext("needle TWO", new Position(0, 0))), "wrapped");
        assertEquals("ÄPFEL", text(fixture, terminal.findNext("äpfel", new Position(0, 0))));
        assertNull(terminal.findNext("absent", new Position(0, 0)));
        assertNull(terminal.findNext("", new Position(0, 0)));
    }

    @Test
    void clears() {
        Fixture fixture = new Fixture(20, 3, 50).write(numbers(10));
        fixture.terminal.clear();
        assertEquals("line 9", fixture.all());
        assertEquals("6,0", fixture.cursor());
    }

    @Test
    void lineFeedsOfKernels() {
        Fixture fixture = new Fixture(20, 5, 50);
        fixture.terminal.lineFeeds(LineFeeds.AUTOMATIC);
        assertEquals("a|b|c| d", fixture.write("a\nb\r\nc\nd").rows());
        fixture.terminal.lineFeeds(LineFeeds.RETURN);
        assertEquals("a|b|c| d|e", fixture.write("\ne").rows());
    }

    @Test
    void versionTellsOfChanges() {
        Fixture fixture = new Fixture(20, 5, 50);
        long before = fixture.terminal.version();
        assertEquals(before, fixture.terminal.version());
        fixture.write("x");
        assertNotEquals(before, fixture.terminal.version());
    }

    @Test
    void titles() {
        assertEquals(
                "größer",
                new Fixture(20, 2, 0).write("\u001B]2;größer\u001B\\").terminal.title());
    }

    @Test
    void isFast() {
        byte[] bytes = ("[    1.234567] pci 0000:00:01.0: BAR 0 [io 0x0000-0x001f] and more of the same sort\r\n"
                        .repeat(800))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] coloured = "\u001B[32m[  OK  ]\u001B[0m Started \u001B[1mSomething\u001B[0m and then some text\r\n"
                .repeat(900)
                .getBytes(StandardCharsets.US_ASCII);
        double plainSpeed = speed(bytes);
        double colouredSpeed = speed(coloured);
        System.out.printf("terminal: %.0f MB/s plain, %.0f MB/s coloured%n", plainSpeed, colouredSpeed);
        // Far below what it does, for busy machines.
        assertTrue(plainSpeed > 10, plainSpeed + " MB/s");
    }

    private static double speed(byte[] bytes) {
        Terminal terminal = new Terminal(120, 40, 10_000, ignored -> {});
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            best = Math.min(best, Work.of(() -> {
                for (int i = 0; i < 200; i++) {
                    terminal.write(bytes, 0, bytes.length);
                }
            }));
        }
        return 200.0 * bytes.length / best * 1000;
    }
}
