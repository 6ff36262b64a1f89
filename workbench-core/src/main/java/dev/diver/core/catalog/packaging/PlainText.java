package dev.diver.core.catalog.packaging;

/** Texts that others wrote, made fit to be shown. */
public final class PlainText {
    private PlainText() {}

    /** One line: no control characters, and none that turn the direction of what stands around it; cut. */
    public static String line(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, longest);
        // Nearly all texts are plain, and 200 entries of a result have eight each.
        return cut.chars().noneMatch(PlainText::isUnfit) ? cut : cleaned(cut);
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        text.chars().forEach(unit -> clean.append(isUnfit(unit) ? ' ' : (char) unit));
        return clean.toString();
    }

    private static boolean isUnfit(int unit) {
        return switch (Character.getType(unit)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
