package dev.diver.app.screen.debug;

import java.util.function.LongPredicate;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A line of disassembly or of the source among it. */
final class CodeCell extends ListCell<CodeRow> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final int MOST_BYTES = 8;

    private final LongPredicate isCurrent;

    /** @param isCurrent whether the processor stands at that address */
    CodeCell(LongPredicate isCurrent) {
        this.isCurrent = isCurrent;
    }

    @Override
    protected void updateItem(CodeRow row, boolean empty) {
        super.updateItem(row, empty);
        var current = false;
        switch (empty ? null : row) {
            case null -> setGraphic(null);
            case CodeRow.Source(var file, var line, var text) ->
                setGraphic(new TextFlow(
                        text(file.getFileName() + ":" + line + "  ", "debug-address"),
                        text(text.strip(), "debug-source")));
            case CodeRow.Code(var instruction) -> {
                current = isCurrent.test(instruction.address());
                setGraphic(new TextFlow(
                        text((current ? "\u25b6 " : "  ") + "%x  ".formatted(instruction.address()), "debug-address"),
                        text("%-26s".formatted(bytes(instruction.bytes())), "debug-bytes"),
                        text(instruction.text(), "debug-plain"),
                        text(
                                instruction.function().isEmpty()
                                        ? ""
                                        : "   <" + instruction.function() + "+" + instruction.offset() + ">",
                                "debug-bytes")));
            }
        }
        pseudoClassStateChanged(CURRENT, current);
    }

    private static String bytes(String all) {
        var words = all.strip().split("\\s+");
        return words.length > MOST_BYTES
                ? String.join(" ", java.util.Arrays.copyOf(words, MOST_BYTES)) + "\u2026"
                : String.join(" ", words);
    }

    private static Text text(String text, String style) {
        var node = new Text(text);
        node.getStyleClass().add(style);
        return node;
    }
}
