package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.highlight.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The style classes of a line's characters: those of its language, and what is laid over them. */
final class LineStyles {
    /** Characters; a longer line is no source that somebody reads. */
    private static final int LONGEST_LINE = 4000;

    private static final Collection<String> PLAIN = List.of();
    private static final Map<Token, Collection<String>> OF_TOKENS = new EnumMap<>(Token.class);

    static {
        for (var token : Token.values()) {
            OF_TOKENS.put(token, List.of(token.style()));
        }
    }

    private LineStyles() {}

    /** A piece of a line with a style class of its own; a piece behind the line's end is none. */
    record Piece(int from, int to, String style) {}

    /** @param state what the line begins with, see {@link dev.diver.app.screen.highlight.LineStates} */
    static StyleSpans<Collection<String>> of(Language language, String line, int state, List<Piece> over) {
        var styles = tokens(language, line, state);
        var layer = new ArrayList<Piece>();
        var end = 0;
        for (var piece : over) {
            var cut = new Piece(
                    Math.min(piece.from(), line.length()), Math.min(piece.to(), line.length()), piece.style());
            if (cut.from() >= cut.to()) {
                continue;
            }
            if (cut.from() < end) {
                styles = styles.overlay(spans(layer, line.length()), LineStyles::both);
                layer.clear();
            }
            layer.add(cut);
            end = cut.to();
        }
        return layer.isEmpty() ? styles : styles.overlay(spans(layer, line.length()), LineStyles::both);
    }

    private static StyleSpans<Collection<String>> tokens(Language language, String line, int state) {
        if (line.isEmpty() || line.length() > LONGEST_LINE) {
            return StyleSpans.singleton(PLAIN, line.length());
        }
        var builder = new StyleSpansBuilder<Collection<String>>();
        var end = new int[1];
        language.lexer().lex(line, state, (token, from, to) -> {
            builder.add(PLAIN, from - end[0]).add(OF_TOKENS.get(token), to - from);
            end[0] = to;
        });
        return builder.add(PLAIN, line.length() - end[0]).create();
    }

    /** @param pieces one behind the other */
    private static StyleSpans<Collection<String>> spans(List<Piece> pieces, int length) {
        var builder = new StyleSpansBuilder<Collection<String>>();
        var end = 0;
        for (var piece : pieces) {
            builder.add(PLAIN, piece.from() - end).add(List.of(piece.style()), piece.to() - piece.from());
            end = piece.to();
        }
        return builder.add(PLAIN, length - end).create();
    }

    private static Collection<String> both(Collection<String> below, Collection<String> above) {
        if (above.isEmpty()) {
            return below;
        }
        var both = new ArrayList<>(below);
        both.addAll(above);
        return List.copyOf(both);
    }
}
