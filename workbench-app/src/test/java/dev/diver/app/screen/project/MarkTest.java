package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkTest {
    private static String marked(String line, int column) {
        var mark = new Mark(new Spot.InCharacters(1, column), true, "");
        return line.substring(mark.from(line), mark.to(line));
    }

    @Test
    void marksStayWithinTheirLine() {
        assertEquals("name", marked("int name;", 5));
        assertEquals(";", marked("int name;", 40));
        assertEquals("int name;", marked("  int name;  ", 0));
        assertEquals("", marked("", 3));
    }
}
