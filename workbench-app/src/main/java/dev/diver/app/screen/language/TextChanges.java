package dev.diver.app.screen.language;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Several changes of one text, whose places are all those of the text before any of them. */
public final class TextChanges {
    private TextChanges() {}

    /**
     * One change that does the same.
     *
     * @param from the first character that is changed, from 0
     * @param to the first that is not
     */
    public record Merged(int from, int to, String text) {
        public String in(String before) {
            return before.substring(0, from) + text + before.substring(to);
        }
    }

    /** @throws DiverException INVALID where places lie without the text or over each other: it is not the one they are of */
    public static Merged merge(String text, List<TextChange> changes) {
        record Span(int from, int to, String text) {}
        var starts = lineStarts(text);
        var spans = new ArrayList<Span>();
        for (var change : changes) {
            spans.add(new Span(
                    offset(text, starts, change.range().from()),
                    offset(text, starts, change.range().to()),
                    change.text()));
        }
        spans.sort(Comparator.comparingInt(Span::from));
        if (spans.isEmpty()) {
            return new Merged(0, 0, "");
        }
        var merged = new StringBuilder();
        var at = spans.getFirst().from();
        for (var span : spans) {
            if (span.from() < at || span.to() < span.from()) {
                throw outdated();
            }
            merged.append(text, at, span.from()).append(span.text());
            at = span.to();
        }
        return new Merged(spans.getFirst().from(), at, merged.toString());
    }

    private static List<Integer> lineStarts(String text) {
        var starts = new ArrayList<Integer>();
        starts.add(0);
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts.add(at + 1);
        }
        return starts;
    }

    private static int offset(String text, List<Integer> starts, TextPlace place) {
        // A range may end at the beginning of the line behind the last one: that is the text's end.
        if (place.line() == starts.size() && place.character() == 0) {
            return text.length();
        }
        if (place.line() >= starts.size()) {
            throw outdated();
        }
        var end = place.line() + 1 < starts.size() ? starts.get(place.line() + 1) - 1 : text.length();
        return Math.min(end, starts.get(place.line()) + place.character());
    }

    private static DiverException outdated() {
        return new DiverException(
                Problem.Kind.INVALID,
                "The text has changed meanwhile, so nothing was changed in it.",
                "",
                "Do it again.");
    }
}
