package dev.diver.app.screen.console;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** All text of a terminal, a piece at a time: lines that were wrapped are whole again. */
final class ConsoleText {
    private static final int LINES = 2000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS ", Locale.ROOT);

    private final Terminal terminal;
    private final boolean timed;

    /** @param timed whether each line begins with when it came, where that is known */
    ConsoleText(Terminal terminal, boolean timed) {
        this.terminal = terminal;
        this.timed = timed;
    }

    /** What comes while it is written may or may not be in it. */
    void write(Appendable out) throws IOException {
        var at = 0L;
        var begun = false;
        var blank = 0;
        while (true) {
            var block = terminal.lines(Math.max(at, 0), LINES);
            for (var row : block.rows()) {
                if (row.number() < at) {
                    continue;
                }
                at = row.number() + 1;
                if (!begun && row.text().isEmpty() && !row.goesOn()) {
                    // The lower part of a screen that is not full is no text.
                    blank++;
                    continue;
                }
                out.append("\n".repeat(blank));
                blank = 0;
                if (!begun && timed && row.time() != Screen.NO_TIME) {
                    out.append(TIME.format(Instant.ofEpochMilli(row.time()).atZone(ZoneId.systemDefault())));
                }
                out.append(row.text());
                begun = row.goesOn();
                if (!begun) {
                    out.append('\n');
                }
            }
            if (at >= block.end()) {
                return;
            }
        }
    }
}
