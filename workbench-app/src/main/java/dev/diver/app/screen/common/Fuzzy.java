package dev.diver.app.screen.common;

import java.util.Locale;

/** How well some typed letters fit a text whose letters they are, in order. */
public final class Fuzzy {
    private Fuzzy() {}

    /**
     * @return less than 0 where they do not fit; else the higher, the better: beginnings of words and neighbouring
     *     letters count more
     */
    public static int score(String typed, String text) {
        var wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
        var given = text.toLowerCase(Locale.ROOT);
        var score = given.contains(typed.toLowerCase(Locale.ROOT).strip()) ? 20 : 0;
        var at = 0;
        var before = -2;
        for (var i = 0; i < wanted.length(); i++) {
            at = given.indexOf(wanted.charAt(i), at);
            if (at < 0) {
                return -1;
            }
            score += at == before + 1 ? 3 : 0;
            score += at == 0 || !Character.isLetterOrDigit(given.charAt(at - 1)) ? 4 : 0;
            before = at++;
        }
        return score;
    }
}
