package dev.diver.app.screen.language;

/** A place in a text: line and UTF-16 unit in it, both from 0, as the Language Server Protocol counts. */
public record TextPlace(int line, int character) implements Comparable<TextPlace> {

    /** Where a text ends that begins here. */
    public TextPlace after(String text) {
        var breaks = (int) text.chars().filter(character -> character == '\n').count();
        return breaks == 0
                ? new TextPlace(line, character + text.length())
                : new TextPlace(line + breaks, text.length() - text.lastIndexOf('\n') - 1);
    }

    @Override
    public int compareTo(TextPlace other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(character, other.character);
    }
}
