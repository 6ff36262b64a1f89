package dev.diver.core.text;

import java.util.function.IntPredicate;

/**
 * Texts that others wrote, made fit to be shown: no control characters, none that turn the direction of what stands around
 * them, and none that nobody sees or knows (Unicode's categories Cc, Cf, Zl, Zp, Cs, Co and Cn).
 */
public final class PlainText {
    /** Of what is told in passing. */
    private static final int BRIEF = 300;

    private PlainText() {}

    /** One line, cut. */
    public static String line(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, longest);
        return cleaned(cut, PlainText::isUnfit);
    }

    /** One line without gaps, with an ellipsis where it was cut: for what is told in a sentence. */
    public static String brief(String text) {
        var clean = line(text, 4 * BRIEF).replaceAll(" {2,}", " ").strip();
        return clean.length() <= BRIEF ? clean : clean.substring(0, BRIEF) + "…";
    }

    /** As it is, with its ends of lines and tabulators. */
    public static String lines(String text) {
        return cleaned(text, PlainText::isUnfitInLines);
    }

    /** Whether it has one line, all of it fit to be shown. */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(PlainText::isUnfit);
    }

    /** As {@link #isLine}, of several lines. */
    public static boolean isLines(String text) {
        return text.codePoints().noneMatch(PlainText::isUnfitInLines);
    }

    private static String cleaned(String text, IntPredicate unfit) {
        if (isAscii(text) || text.codePoints().noneMatch(unfit)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(unfit.test(point) ? ' ' : point));
        return clean.toString();
    }

    /** Nearly all texts are, and 200 entries of a result have eight each. */
    private static boolean isAscii(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnfitInLines(int point) {
        return point != '\n' && point != '\t' && isUnfit(point);
    }

    private static boolean isUnfit(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
