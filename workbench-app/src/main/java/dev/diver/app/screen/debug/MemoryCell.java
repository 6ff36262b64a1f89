package dev.diver.app.screen.debug;

import java.util.ArrayList;
import javafx.scene.control.ListCell;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A line of memory: address, bytes, letters. */
final class MemoryCell extends ListCell<MemoryRow> {
    @Override
    protected void updateItem(MemoryRow row, boolean empty) {
        super.updateItem(row, empty);
        setGraphic(empty ? null : flow(row));
    }

    private static TextFlow flow(MemoryRow row) {
        var texts = new ArrayList<Text>();
        texts.add(text("%016x  ".formatted(row.address()), "debug-address"));
        var plain = new StringBuilder();
        for (var i = 0; i < MemoryRow.BYTES; i++) {
            var gap = i % 8 == 7 ? "  " : " ";
            if (i < row.cells().size() && row.cells().get(i).changed()) {
                flush(texts, plain);
                texts.add(text(row.cells().get(i).hex(), "debug-changed"));
                plain.append(gap);
            } else {
                plain.append(i < row.cells().size() ? row.cells().get(i).hex() : "  ")
                        .append(gap);
            }
        }
        for (var cell : row.cells()) {
            if (cell.changed()) {
                flush(texts, plain);
                texts.add(text(String.valueOf(cell.letter()), "debug-changed"));
            } else {
                plain.append(cell.letter());
            }
        }
        flush(texts, plain);
        return new TextFlow(texts.toArray(Text[]::new));
    }

    private static void flush(ArrayList<Text> texts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            texts.add(text(plain.toString(), "debug-plain"));
            plain.setLength(0);
        }
    }

    private static Text text(String text, String style) {
        var node = new Text(text);
        node.getStyleClass().add(style);
        return node;
    }
}
