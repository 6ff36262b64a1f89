package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import java.util.ArrayList;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;

/** What keys do besides writing their letter: indentation, and comments. */
final class Typing {
    private static final String FOUR = "    ";
    private static final int LOOKED_AT = 400;

    private final CodeArea area;
    private final Language language;

    Typing(CodeArea area, Language language) {
        this.area = area;
        this.language = language;
        Nodes.addInputMap(
                area,
                InputMap.sequence(
                        InputMap.consume(EventPattern.keyPressed(KeyCode.ENTER), event -> newLine()),
                        InputMap.consumeWhen(
                                EventPattern.keyPressed(KeyCode.TAB), () -> area.isEditable(), event -> tab()),
                        InputMap.consumeWhen(
                                EventPattern.keyPressed(KeyCode.TAB, KeyCombination.SHIFT_DOWN),
                                () -> area.isEditable(),
                                event -> shift(false))));
        area.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (event.getCharacter().equals("}") && area.isEditable()) {
                closed();
            }
        });
    }

    /** One level of indentation, as the text has it. */
    String level() {
        for (var line = 0; line < Math.min(LOOKED_AT, area.getParagraphs().size()); line++) {
            var text = area.getText(line);
            if (text.startsWith("\t")) {
                return "\t";
            }
            if (text.startsWith(FOUR)) {
                return FOUR;
            }
        }
        return language == Language.TOML ? FOUR : "\t";
    }

    /** The next line begins where this one does, and one level further right after an opening brace. */
    private void newLine() {
        if (!area.isEditable()) {
            return;
        }
        var line = area.getText(area.getCurrentParagraph());
        var before = line.substring(0, Math.min(area.getCaretColumn(), line.length()));
        var indent = indent(before);
        var opens = language == Language.C && before.stripTrailing().endsWith("{");
        area.replaceSelection("\n" + indent + (opens ? level() : ""));
        area.requestFollowCaret();
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** A closing brace alone in its line goes one level back to the left. */
    private void closed() {
        var number = area.getCurrentParagraph();
        var line = area.getText(number);
        if (language == Language.C && line.strip().equals("}") && number > 0) {
            var above = area.getText(number - 1);
            if (line.startsWith(level())
                    && indent(above).length() >= indent(line).length()
                    && !above.stripTrailing().endsWith("{")) {
                area.deleteText(number, 0, number, level().length());
            }
        }
    }

    private void tab() {
        var selection = area.getCaretSelectionBind();
        if (selection.getStartParagraphIndex() != selection.getEndParagraphIndex()) {
            shift(true);
        } else {
            area.replaceSelection(level());
        }
    }

    private void shift(boolean right) {
        var level = level();
        change(line -> right
                ? line.isBlank() ? line : level + line
                : line.startsWith(level)
                        ? line.substring(level.length())
                        : line.startsWith("\t") ? line.substring(1) : line);
    }

    /** Makes the chosen lines comments, or takes the comment signs away where all are. */
    void toggleComment() {
        var sign = language.lineComment();
        if (sign.isEmpty() || !area.isEditable()) {
            return;
        }
        var all = lines().stream()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.stripLeading().startsWith(sign));
        change(line -> {
            if (line.isBlank()) {
                return line;
            }
            var indent = indent(line);
            var rest = line.substring(indent.length());
            return all ? indent + rest.substring(sign.length()).replaceFirst("^ ", "") : indent + sign + " " + rest;
        });
    }

    private java.util.List<String> lines() {
        var selection = area.getCaretSelectionBind();
        var lines = new ArrayList<String>();
        for (var line = selection.getStartParagraphIndex(); line <= last(); line++) {
            lines.add(area.getText(line));
        }
        return lines;
    }

    /** A selection that ends at a line's beginning does not hold that line. */
    private int last() {
        var selection = area.getCaretSelectionBind();
        var end = selection.getEndParagraphIndex();
        return selection.getEndColumnPosition() == 0 && end > selection.getStartParagraphIndex() ? end - 1 : end;
    }

    /** Changes each chosen line, as one step that can be undone. */
    private void change(java.util.function.UnaryOperator<String> each) {
        var first = area.getCaretSelectionBind().getStartParagraphIndex();
        var last = last();
        var several = last > first;
        var column = area.getCaretColumn();
        var before = area.getText(first);
        var made = String.join("\n", lines().stream().map(each).toList());
        area.replaceText(first, 0, last, area.getParagraphLength(last), made);
        if (several) {
            area.selectRange(first, 0, last, area.getParagraphLength(last));
        } else {
            var moved = column + area.getParagraphLength(first) - before.length();
            area.moveTo(first, Math.clamp(moved, 0, area.getParagraphLength(first)));
        }
    }
}
