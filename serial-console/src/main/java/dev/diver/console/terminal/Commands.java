package dev.diver.console.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Operating system commands: title and colours. All others, and all questions, are ignored: no program gets at the
 * clipboard (52), opens a link (8) or a notification, or has a title or colour typed back at it.
 */
final class Commands {

    /** As many as xterm keeps. */
    private static final int MOST_TITLES = 10;

    private final ColourTable colours;
    private final Deque<String> titles = new ArrayDeque<>();
    private String title = "";

    Commands(ColourTable colours) {
        this.colours = colours;
    }

    String title() {
        return title;
    }

    void reset() {
        title = "";
        titles.clear();
    }

    void pushTitle() {
        if (titles.size() == MOST_TITLES) {
            titles.removeLast();
        }
        titles.push(title);
    }

    void popTitle() {
        if (!titles.isEmpty()) {
            title = titles.pop();
        }
    }

    void accept(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf(';');
        String rest = end < 0 ? "" : text.substring(end + 1);
        switch (end < 0 ? text : text.substring(0, end)) {
            case "0", "2" -> {
                if (end >= 0) {
                    // Shown in a tab: characters that would turn or hide its text have no place there.
                    title = rest.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
                }
            }
            case "4" -> indexed(rest.split(";", -1));
            case "10" -> special(rest, ColourTable.FOREGROUND);
            case "11" -> special(rest, ColourTable.BACKGROUND);
            case "12" -> special(rest, ColourTable.CURSOR);
            case "104" -> resetIndexed(rest);
            case "110" -> colours.reset(ColourTable.FOREGROUND);
            case "111" -> colours.reset(ColourTable.BACKGROUND);
            case "112" -> colours.reset(ColourTable.CURSOR);
            default -> {}
        }
    }

    private void indexed(String[] pairs) {
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            int index = index(pairs[i]);
            int colour = ColourNames.parse(pairs[i + 1]);
            if (index >= 0 && colour >= 0) {
                colours.set(index, colour);
            }
        }
    }

    private void special(String value, int index) {
        int colour = ColourNames.parse(value);
        if (colour >= 0) {
            colours.set(index, colour);
        }
    }

    private void resetIndexed(String indexes) {
        if (indexes.isEmpty()) {
            colours.resetIndexed();
            return;
        }
        for (String each : indexes.split(";", -1)) {
            int index = index(each);
            if (index >= 0) {
                colours.reset(index);
            }
        }
    }

    private static int index(String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return -1;
        }
        int index = Integer.parseInt(text);
        return index < ColourTable.FOREGROUND ? index : -1;
    }
}
