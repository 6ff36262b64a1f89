package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineNotesTest {

    private final Terminal terminal = new Terminal(10, 4, 1000, reply -> {});

    private void say(String text, long time) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.write(bytes, 0, bytes.length, time);
    }

    /** Each line that has text, with its time. */
    private List<String> timed() {
        List<String> all = new ArrayList<>();
        for (TextBlock.Row row : terminal.lines(0, 2000).rows()) {
            if (!row.text().isEmpty()) {
                all.add(row.time() + " " + row.text());
            }
        }
        return all;
    }

    @Test
    void aLineCameWhenItsFirstCharacterDid() {
        say("one\r\n", 100);
        say("tw", 200);
        say("o\r\nthree\r\nfour\r\n", 300);
        say("five", 400);
        assertEquals(List.of("100 one", "200 two", "300 three", "300 four", "400 five"), timed());
        Screen screen = terminal.screen(0);
        assertEquals(200, screen.time(0));
        assertEquals(100, screen.startTime());
    }

    @Test
    void timesAndMarksStayWithTheirTextInAnotherWidth() {
        for (int i = 0; i < 20; i++) {
            say("line " + i + " is wrapped\r\n", 1000 + i);
        }
        long marked = lineOf("line 7");
        terminal.toggleMark(marked + 1);
        for (int width : new int[] {30, 5, 10}) {
            terminal.resize(width, 4);
            List<String> all =
                    timed().stream().filter(line -> line.matches("\\d+ line.*")).toList();
            assertEquals(20, all.size());
            for (int i = 0; i < 20; i++) {
                assertTrue(all.get(i).startsWith(1000 + i + " line"), all::toString);
            }
            long mark = terminal.mark(-1, true);
            assertEquals(1007, terminal.lines(mark, 1).rows().getFirst().time());
            assertEquals(-1, terminal.mark(mark, true));
        }
    }

    @Test
    void marksStayWithTheirTextHoweverFarUp() {
        Terminal large = new Terminal(30, 4, 200_000, reply -> {});
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("line ")
                    .append(i)
                    .append(i % 7 == 0 ? " is \u6F22\u5B57 and longer than it is wide\r\n" : "\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        large.write(bytes, 0, bytes.length, 1000);
        List<String> marked = new ArrayList<>();
        for (long line = 1; line < large.screen(0).lastTopLine(); line += 2_111) {
            large.toggleMark(line);
        }
        marks(large, marked);
        assertTrue(marked.size() > 20, marked::toString);
        for (int width : new int[] {80, 11, 47, 30}) {
            large.resize(width, 4);
            List<String> now = new ArrayList<>();
            marks(large, now);
            assertEquals(marked, now, "at " + width);
        }
    }

    /** The first words of each marked line. */
    private static void marks(Terminal terminal, List<String> into) {
        for (long mark = terminal.mark(-1, true); mark >= 0; mark = terminal.mark(mark, true)) {
            String line = terminal.lines(mark, 1).rows().getFirst().text();
            into.add(line.substring(0, Math.min(10, line.length())).strip());
        }
    }

    private long lineOf(String text) {
        return terminal.lines(0, 2000).rows().stream()
                .filter(row -> row.text().startsWith(text))
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    void marksAreSetTakenAwayAndForgottenWithTheirLines() {
        say("a\r\nb\r\nc\r\nd\r\ne\r\n", 1);
        terminal.toggleMark(1);
        terminal.toggleMark(2);
        terminal.toggleMark(2);
        terminal.toggleMark(3);
        assertEquals(2, terminal.marks());
        assertEquals(3, terminal.mark(1, true));
        assertEquals(1, terminal.mark(3, false));
        assertTrue(terminal.screen(10).isMarked(1));
        terminal.clear();
        assertEquals(-1, terminal.mark(Long.MAX_VALUE, false));
        assertEquals(0, terminal.marks());
    }

    @Test
    void theSecondScreenHasNeither() {
        say("a\r\nb", 1);
        say("\u001B[?1049hxxx", 2);
        terminal.toggleMark(terminal.screen(0).topLine());
        assertEquals(Screen.NO_TIME, terminal.screen(0).time(0));
        say("\u001B[?1049l\r\nc", 3);
        assertEquals(List.of("1 a", "1 b", "3 c"), timed());
        assertEquals(0, terminal.marks());
        assertFalse(terminal.screen(0).isMarked(0));
    }

    @Test
    void timesAreBounded() {
        LineNotes notes = new LineNotes();
        for (long i = 0; i < 1_000_000; i++) {
            notes.came(i, i * 3);
        }
        assertEquals(0, notes.start());
        assertEquals(999_999 * 3, notes.time(2_000_000));
        assertEquals(900_000 * 3, notes.time(900_000), 100);
    }
}
