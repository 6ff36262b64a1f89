package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Words;

/**
 * Lines that no screen can show in bearable time: each is laid out whole, however little of it is seen, and one of 5 MB takes
 * minutes. A text with such lines is shown with them cut, to be read only.
 */
final class LongLines {
    /** Characters. */
    static final int MOST = 10_000;

    static final String EXPLANATION = "A line of this file is too long for the editor. Lines are cut after "
            + Words.count(MOST, "character") + ", and the file can only be read.";

    private LongLines() {}

    static boolean in(String text) {
        var from = 0;
        for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            if (end - from > MOST) {
                return true;
            }
            from = end + 1;
        }
        return text.length() - from > MOST;
    }

    /** The text with what is too long of its lines replaced by a word of how much it is; most texts as they are. */
    static String cut(String text) {
        if (!in(text)) {
            return text;
        }
        var cut = new StringBuilder();
        var from = 0;
        while (from <= text.length()) {
            var end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            cut.append(text, from, Math.min(end, from + MOST));
            if (end - from > MOST) {
                cut.append(" \u2026 ").append(Words.count(end - from - MOST, "more character"));
            }
            if (end < text.length()) {
                cut.append('\n');
            }
            from = end + 1;
        }
        return cut.toString();
    }
}
