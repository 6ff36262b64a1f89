package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.highlight.LineStates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
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
    /** Empty lines between two that are coloured in one step. */
    private static final int MOST_EMPTY = 3;

    private final CodeArea area;
    private final Language language;
    private final LineStates states;
    private final Subscription subscription;
    private List<Mark> marks = List.of();
    private List<Decoration> decorations = List.of();
    private IntFunction<List<LineStyles.Piece>> names = line -> List.of();
    private boolean asked;

    /** Something that is shown at a piece of a line besides its colours. */
    record Decoration(int line, int from, int to, String style) {}

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

    void names(IntFunction<List<LineStyles.Piece>> known) {
        names = known;
        ask();
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
        var run = new Run();
        for (var line = area.firstVisibleParToAllParIndex(); line <= last; line++) {
            var wanted = styles(line);
            if (wanted.length() > 0 && !area.getParagraph(line).getStyleSpans().equals(wanted)) {
                run.add(line, wanted);
            }
        }
        run.end();
    }

    private StyleSpans<Collection<String>> styles(int number) {
        var line = area.getText(number);
        var over = new ArrayList<>(names.apply(number));
        for (var mark : marks) {
            if (mark.line() == number + 1) {
                over.add(new LineStyles.Piece(
                        mark.from(line), mark.to(line), mark.error() ? "mark-error" : "mark-warning"));
            }
        }
        for (var one : decorations) {
            if (one.line() == number && one.to() <= line.length()) {
                over.add(new LineStyles.Piece(one.from(), one.to(), one.style()));
            }
        }
        return LineStyles.of(language, line, states.at(number), over);
    }

    /** Lines that follow each other, coloured in one step: each step makes the area look at all that it shows. */
    private final class Run {
        private StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        private int first = -1;
        private int next = -1;

        void add(int line, StyleSpans<Collection<String>> styles) {
            if (first >= 0 && onlyEmpty(next, line)) {
                builder.add(List.of(), 1 + line - next);
            } else {
                end();
                first = line;
            }
            builder.addAll(styles);
            next = line + 1;
        }

        private boolean onlyEmpty(int from, int to) {
            return to - from <= MOST_EMPTY
                    && java.util.stream.IntStream.range(from, to).allMatch(line -> area.getParagraphLength(line) == 0);
        }

        void end() {
            if (first >= 0) {
                area.setStyleSpans(first, 0, builder.create());
                builder = new StyleSpansBuilder<>();
                first = -1;
            }
        }
    }
}
