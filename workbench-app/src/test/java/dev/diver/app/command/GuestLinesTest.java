package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final GuestLines guest = new GuestLines("serial", lines::add);

    private void says(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        guest.accept(bytes, 0, bytes.length);
    }

    @Test
    void onlyWholeLinesWithTheConsolesName() {
        says("snorkel 0.1.0\r\nhel");
        assertEquals(List.of("[serial] snorkel 0.1.0"), lines);
        says("lo wörld\n$ ");
        assertEquals("[serial] hello wörld", lines.getLast());
        guest.close();
        guest.close();
        assertEquals(List.of("[serial] snorkel 0.1.0", "[serial] hello wörld", "[serial] $ "), lines);
        says("too late\n");
        assertEquals(3, lines.size());
    }

    @Test
    void nothingThatATerminalWouldObey() {
        says(
                "\u001b[2J\u001b[31mred\u001b[m\u001b]0;a title\u0007 \u001b]52;c;AAAA\u001b\\and\u001b(B\u0007\u009b5n\tplain\u001b\n");
        assertEquals(List.of("[serial] red and5n plain"), lines);
    }

    @Test
    void aLineWithoutAnEndTakesNoMemory() {
        says("x".repeat(10_000));
        assertEquals(2, lines.size());
    }
}
