package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.LineStates;
import dev.diver.app.screen.language.TextChanges;
import dev.diver.app.screen.language.TextPlace;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.SimpleEditableStyledDocument;

/** The text control of an editor: line numbers, colours, marks of problems, indentation. */
final class EditorArea {
    private final CodeArea area;
    private final Highlighter highlighter;
    private final LineStates states;
    private final Gutter gutter;
    private final Brackets brackets;
    private List<Mark> marks = List.of();

    EditorArea(LoadedText text) {
        area = new CodeArea(new SimpleEditableStyledDocument<>(text.document()));
        states = text.states();
        highlighter = new Highlighter(area, text.language(), states);
        brackets = new Brackets(text.language(), area::getText, states::at);
        area.setId("editor");
        area.setLineHighlighterFill(Color.gray(0.5, 0.09));
        area.setLineHighlighterOn(true);
        area.getStyleClass().add("editor");
        gutter = new Gutter(area);
        area.caretPositionProperty().addListener((property, was, is) -> showBrackets());
        area.moveTo(0);
    }

    CodeArea area() {
        return area;
    }

    /** The text as it is now, to be made one string on any thread: documents do not change, areas get other ones. */
    Supplier<String> snapshot() {
        return area.getContent().snapshot()::getText;
    }

    /** Other text, as one step that can be undone; the caret stays where it is as far as it can. */
    void replace(String text) {
        var caret = Math.min(area.getCaretPosition(), text.length());
        area.replaceText(text);
        area.moveTo(caret);
    }

    /** Changes a piece, as one step that can be undone; the caret stays where it was as far as it can. */
    void change(TextChanges.Merged change) {
        var caret = caret();
        area.replaceText(change.from(), change.to(), change.text());
        var line = Math.min(caret.line(), area.getParagraphs().size() - 1);
        area.moveTo(line, Math.min(caret.character(), area.getParagraphLength(line)));
    }

    TextPlace caret() {
        return new TextPlace(area.getCurrentParagraph(), area.getCaretColumn());
    }

    /** The name there; empty where none is. */
    String wordAt(TextPlace place) {
        var line = area.getText(place.line());
        var from = Math.min(place.character(), line.length());
        var to = from;
        while (from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1))) {
            from--;
        }
        while (to < line.length() && Character.isJavaIdentifierPart(line.charAt(to))) {
            to++;
        }
        return line.substring(from, to);
    }

    /** @param column makes what stands before the number of a paragraph, from 0 */
    void leading(IntFunction<? extends Node> column) {
        gutter.leading(column);
    }

    /** @param known what is known of the names of a line, from 0 */
    void names(IntFunction<List<LineStyles.Piece>> known) {
        highlighter.names(known);
    }

    void stop() {
        highlighter.stop();
    }

    /** Shows problems: underlined, and with a sign beside the line's number. */
    void marks(List<Mark> changed) {
        if (!changed.equals(marks)) {
            var touched = new java.util.TreeSet<Integer>();
            marks.forEach(mark -> touched.add(mark.line()));
            changed.forEach(mark -> touched.add(mark.line()));
            marks = List.copyOf(changed);
            highlighter.marks(marks);
            gutter.marks(marks);
            touched.stream()
                    .filter(line -> line <= area.getParagraphs().size())
                    .forEach(line -> area.recreateParagraphGraphic(line - 1));
        }
    }

    void goTo(Spot spot) {
        var paragraph = Math.clamp(spot.line() - 1L, 0, area.getParagraphs().size() - 1);
        area.moveTo(paragraph, spot.offsetIn(area.getText(paragraph)));
        area.showParagraphAtCenter(paragraph);
        Platform.runLater(area::requestFocus);
    }

    private void showBrackets() {
        var line = area.getCurrentParagraph();
        var pair = line < states.sure()
                ? brackets.pair(
                        line,
                        area.getCaretColumn(),
                        Math.min(states.sure(), area.getParagraphs().size()))
                : List.<Brackets.At>of();
        highlighter.decorate(pair.stream()
                .map(at -> new Highlighter.Decoration(at.line(), at.column(), at.column() + 1, "bracket"))
                .toList());
    }
}
