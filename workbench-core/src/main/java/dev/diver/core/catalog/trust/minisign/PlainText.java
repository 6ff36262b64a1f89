package dev.diver.core.catalog.trust.minisign;

/** Another's text, made fit to be shown: one line, bounded, nothing that moves a cursor or turns the direction. */
public final class PlainText {
    private static final int LONGEST = 300;

    private PlainText() {}

    public static String of(String text) {
        var beginning = text.substring(0, Math.min(text.length(), 4 * LONGEST));
        var clean = dev.diver.core.text.PlainText.line(beginning, beginning.length())
                .replaceAll(" {2,}", " ")
                .strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
