package dev.diver.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class CellColoursTest {

    private static Color shown(String rendition) {
        Terminal terminal = new Terminal(10, 2, 0, reply -> {});
        byte[] bytes = ("\u001B[" + rendition + "mx").getBytes(StandardCharsets.US_ASCII);
        terminal.write(bytes, 0, bytes.length);
        Screen screen = terminal.screen(0);
        return new CellColours(screen, Palette.LIGHT).foreground(screen.style(0, 0));
    }

    /** As xterm draws it by default; only the first eight have a brighter one. */
    @Test
    void boldIsBrighter() {
        assertEquals(shown("94"), shown("1;34"));
        assertEquals(shown("94"), shown("1;38;5;4"));
        assertEquals(shown("94"), shown("1;94"));
        assertEquals(shown("38;5;100"), shown("1;38;5;100"));
        assertEquals(shown("38;2;0;0;4"), shown("1;38;2;0;0;4"));
        assertEquals(shown(""), shown("1"));
        assertEquals(shown("44;7"), shown("1;44;7"), "what is behind text is not bold");
    }
}
