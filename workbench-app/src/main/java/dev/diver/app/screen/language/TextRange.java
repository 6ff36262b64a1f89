package dev.diver.app.screen.language;

/** A piece of a text; {@code to} is the first place that is not in it. */
public record TextRange(TextPlace from, TextPlace to) {

    public boolean holds(TextPlace place) {
        return from.compareTo(place) <= 0 && place.compareTo(to) < 0;
    }
}
