package dev.diver.console.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal to be written to and looked at. */
final class Fixture {

    final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    final Terminal terminal;

    Fixture(int columns, int rows, int scrollBack) {
        terminal = new Terminal(columns, rows, scrollBack, replies::writeBytes);
    }

    Fixture write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    Fixture write(byte[] bytes) {
        terminal.write(bytes, 0, bytes.length);
        return this;
    }

    /** The rows, with | between; blank ones at the end left out. */
    String rows() {
        Screen screen = terminal.screen(0);
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < screen.rows(); y++) {
            rows.append(y > 0 ? "|" : "").append(screen.text(y));
        }
        return rows.toString().replaceAll("\\|+$", "");
    }

    String all() {
        return terminal.text(terminal.all());
    }

    String cursor() {
        Screen screen = terminal.screen(0);
        return screen.cursorColumn() + "," + screen.cursorRow();
    }

    String replies() {
        return replies.toString(StandardCharsets.US_ASCII);
    }

    /** All that can be seen, to compare two terminals by. */
    String everything() {
        Screen screen = terminal.screen(0);
        StringBuilder text = new StringBuilder(all())
                .append(cursor())
                .append(terminal.title())
                .append(replies());
        for (int y = 0; y < screen.rows(); y++) {
            for (int x = 0; x < screen.columns(); x++) {
                text.append(screen.codePoint(x, y)).append(':').append(screen.style(x, y));
                text.append(screen.marks(x, y)).append(' ');
            }
        }
        return text.toString();
    }
}
