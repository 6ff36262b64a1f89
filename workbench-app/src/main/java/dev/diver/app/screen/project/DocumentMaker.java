package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyleSpans;

/**
 * Makes the area's document of a text. A large one has some 200 000 lines, each of them a handful of objects, so those
 * that may be shared are; its beginning, which is what is seen first, is coloured already.
 */
final class DocumentMaker {
    /** Lines; no screen shows more. */
    private static final int COLOURED = 120;

    private final ReadOnlyStyledDocumentBuilder<Collection<String>, String, Collection<String>> builder;
    private final Map<Integer, StyleSpans<Collection<String>>> plain = new HashMap<>();

    private DocumentMaker(int lines) {
        builder = new ReadOnlyStyledDocumentBuilder<>(SegmentOps.styledTextOps(), List.of(), lines);
    }

    /** @param text with line feeds alone */
    static ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> of(Language language, String text) {
        var maker = new DocumentMaker(1 + count(text));
        var state = 0;
        var from = 0;
        for (var number = 0; ; number++) {
            var end = text.indexOf('\n', from);
            var line = text.substring(from, end < 0 ? text.length() : end);
            if (number < COLOURED) {
                maker.builder.addParagraph(line, LineStyles.of(language, line, state, List.of()));
                state = language.lexer().lex(line, state, dev.diver.app.screen.highlight.Tokens.NONE);
            } else {
                maker.builder.addParagraph(line, maker.plain(line.length()));
            }
            if (end < 0) {
                return maker.builder.build();
            }
            from = end + 1;
        }
    }

    private static int count(String text) {
        var breaks = 0;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            breaks++;
        }
        return breaks;
    }

    private StyleSpans<Collection<String>> plain(int length) {
        return plain.computeIfAbsent(length, letters -> StyleSpans.singleton(List.of(), letters));
    }
}
