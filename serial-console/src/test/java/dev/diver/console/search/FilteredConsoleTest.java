package dev.diver.console.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.Console;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FilteredConsoleTest {

    private final StringBuilder seen = new StringBuilder();
    private final Console.Sink sink = new Console.Sink() {
        @Override
        public void accept(byte[] bytes, int offset, int length) {
            seen.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void cameAt(long time) {
            seen.append('@').append(time).append(' ');
        }
    };

    private static void say(Console.Sink filter, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            filter.accept(bytes, i, 1);
        }
    }

    private String plain() {
        return seen.toString().replace("\u001B[m\r\n", "\n");
    }

    @Test
    void showsLinesThatMatchWithTheirColours() {
        Console.Sink filter = new LineFilter(sink, new Query("warn(ing)?|Ä", true, false), false, () -> 80);
        say(filter, "boot\r\n\u001B[33mWARNING\u001B[0m: x\r\n\u001B[2J\u001B]0;warn\u0007quiet\nmore ä\r\nwarn");
        // The last line is there before it has ended, and not a second time then.
        assertEquals("\u001B[33mWARNING\u001B[0m: x\nmore ä\nwarn", plain());
        say(filter, "ed\n");
        assertEquals("\u001B[33mWARNING\u001B[0m: x\nmore ä\nwarned\n", plain());
    }

    @Test
    void hidesLinesThatMatchAndKeepsTimes() {
        Console.Sink filter = new LineFilter(sink, new Query("^tick", true, true), true, () -> 80);
        filter.cameAt(100);
        say(filter, "a");
        filter.cameAt(200);
        say(filter, "b\n");
        byte[] line = "tick\n".getBytes(StandardCharsets.UTF_8);
        filter.accept(line, 0, line.length);
        filter.cameAt(300);
        say(filter, "c\n");
        assertEquals("@100 ab\n@300 c\n", plain());
    }

    @Test
    void anUnfinishedLineIsTakenBackWhereItTurnsOutToBeAnother() {
        int[] columns = {80};
        Console.Sink filter = new LineFilter(sink, new Query("secret", true, true), true, () -> columns[0]);
        say(filter, "login: ");
        assertEquals("login: ", plain());
        say(filter, "my secret\n");
        assertEquals("login: my secre\u001B[m\r\u001B[K", plain());
        // What takes more than a row cannot be taken back, and stays as far as it was shown.
        columns[0] = 4;
        seen.setLength(0);
        say(filter, "a long secret\nb\n");
        assertEquals("a long secre\nb\n", plain());
    }

    @Test
    void aHostileExpressionIsNotTriedAnewWithEachLetter() {
        Console.Sink filter = new LineFilter(sink, new Query("(x+x+)+y|(q)\\2|ok", true, true), false, () -> 80);
        say(filter, "x".repeat(2000) + "\nok\n");
        assertEquals("ok\n", plain());
    }

    @Test
    void aConsoleThatBeginsAgainDoesSo() {
        Console.Sink filter = new LineFilter(sink, new Query("a", true, true), false, () -> 80);
        say(filter, "a\nab\u001Bca\n");
        assertEquals("a\nab\u001Bc\u001B[3Ja\n", plain());
    }

    @Test
    void aHostileExpressionIsGivenUpLineByLineAndThenForGood() {
        LineMatcher matcher = new LineMatcher(new Query("(x+x+)+y|(q)\\2", true, true), () -> false);
        String line = "x".repeat(60);
        for (int i = 0; i < LineMatcher.MOST_GIVEN_UP; i++) {
            assertFalse(matcher.isHopeless());
            assertFalse(matcher.matches(line));
        }
        assertTrue(matcher.isHopeless());
        assertFalse(matcher.matches("xxy"));
    }

    @Test
    void aHostileStreamIsBounded() {
        Console.Sink filter = new LineFilter(sink, new Query("end$", true, true), false, () -> 80);
        say(filter, "\u001B[" + "1;".repeat(100_000) + "m");
        say(filter, "\u001B]" + "x".repeat(300_000) + "\nthe end\n");
        assertTrue(plain().equals("the end\n"), () -> "was " + plain().length() + " characters");
        say(filter, "y".repeat(200_000) + "end\n");
        assertTrue(plain().length() < 70_000);
    }
}
