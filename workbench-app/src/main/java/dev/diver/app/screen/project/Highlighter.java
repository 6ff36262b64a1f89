package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.highlight.LineStates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javafx.application.Platform;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.reactfx.Subscription;

/**
 * Colours what is seen of a text, and only that: a change costs what a few lines cost, however long the text is. Where a
 * change reaches far, as the beginning of a comment does, the lines below are read in slices between frames.
 */
final class Highlighter {
    /** Lines; lexing them takes about a millisecond. */
    private static final int SLICE = 2000;
    /** Characters; a longer line is no source that somebody reads. */
    private static final int LONGEST_LINE = 4000;

    private final CodeArea area;
    private final Language language;
    private final LineStates states;
    private final Subscription subscription;
    private List<Mark> marks = List.of();
    private List<Decoration> decorations = List.of();
    private boolean asked;

    /** Something that is shown at a piece of a line besides its colours. */
    record Decoration(int line, int from, int to, String style) {}

    /** A piece of a line, and its style class. */
    private record Piece(int from, int to, String style) {}

    /** @param states of the text that the area has now */
    Highlighter(CodeArea area, Language language, LineStates states) {
        this.area = area;
        this.language = language;
        this.states = states;
        subscription = Subscription.multi(
                area.plainTextChanges().subscribe(this::changed),
                area.viewportDirtyEvents().subscribe(dirty -> ask()));
        ask();
    }

    void marks(List<Mark> changed) {
        marks = List.copyOf(changed);
        ask();
    }

    void decorate(List<Decoration> changed) {
        if (!decorations.equals(changed)) {
            decorations = List.copyOf(changed);
            ask();
        }
    }

    void stop() {
        subscription.unsubscribe();
    }

    private void changed(PlainTextChange change) {
        var first = area.offsetToPosition(change.getPosition(), Bias.Forward).getMajor();
        states.replaced(first, breaks(change.getRemoved()), breaks(change.getInserted()));
        ask();
    }

    private static int breaks(String text) {
        var breaks = 0;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            breaks++;
        }
        return breaks;
    }

    /** Once before the next frame, however often it is called. */
    private void ask() {
        if (!asked) {
            asked = true;
            Platform.runLater(this::colour);
        }
    }

    private void colour() {
        asked = false;
        if (!states.done()) {
            states.read(area::getText, SLICE);
            if (!states.done()) {
                ask();
            }
        }
        if (area.getVisibleParagraphs().isEmpty()) {
            return;
        }
        var last = Math.min(area.lastVisibleParToAllParIndex(), states.sure() - 1);
        for (var line = area.firstVisibleParToAllParIndex(); line <= last; line++) {
            var wanted = styles(line);
            if (wanted.length() > 0 && !area.getParagraph(line).getStyleSpans().equals(wanted)) {
                area.setStyleSpans(line, 0, wanted);
            }
        }
    }

    private StyleSpans<Collection<String>> styles(int number) {
        var line = area.getText(number);
        var pieces = new ArrayList<Piece>();
        if (line.length() <= LONGEST_LINE) {
            language.lexer()
                    .lex(line, states.at(number), (token, from, to) -> pieces.add(new Piece(from, to, token.style())));
        }
        for (var mark : marks) {
            if (mark.line() == number + 1) {
                pieces.add(new Piece(mark.from(line), mark.to(line), mark.error() ? "mark-error" : "mark-warning"));
            }
        }
        for (var one : decorations) {
            if (one.line() == number && one.to() <= line.length()) {
                pieces.add(new Piece(one.from(), one.to(), one.style()));
            }
        }
        return spans(line.length(), pieces);
    }

    private static StyleSpans<Collection<String>> spans(int length, List<Piece> pieces) {
        var borders = new TreeSet<>(List.of(0, length));
        pieces.forEach(piece -> borders.addAll(List.of(piece.from(), piece.to())));
        var builder = new StyleSpansBuilder<Collection<String>>();
        var before = 0;
        for (var border : borders.tailSet(1)) {
            var styles = new ArrayList<String>();
            for (var piece : pieces) {
                if (piece.from() <= before && border <= piece.to()) {
                    styles.add(piece.style());
                }
            }
            builder.add(styles, border - before);
            before = border;
        }
        if (before == 0) {
            builder.add(List.of(), 0);
        }
        return builder.create();
    }
}
