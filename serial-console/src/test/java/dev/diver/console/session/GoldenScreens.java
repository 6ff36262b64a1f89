package dev.diver.console.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Screens in a text file, one after the other. */
final class GoldenScreens {

    private static final Pattern HEADER = Pattern.compile("=== \\d+ after '.*' \\(tmux (?:too|differs)\\)\n");

    private GoldenScreens() {}

    static String header(int number, String keys, boolean tmuxToo) {
        return "=== " + number + " after '" + keys + "' (tmux " + (tmuxToo ? "too" : "differs") + ")\n";
    }

    static List<String> parse(String text) {
        List<String> screens = new ArrayList<>();
        Matcher header = HEADER.matcher(text);
        int from = -1;
        while (header.find()) {
            if (from >= 0) {
                screens.add(text.substring(from, header.start()));
            }
            from = header.end();
        }
        screens.add(text.substring(from));
        return screens;
    }
}
