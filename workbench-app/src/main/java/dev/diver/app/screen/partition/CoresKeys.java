package dev.diver.app.screen.partition;

import dev.diver.core.partition.ProcessorSet;
import java.util.List;
import javafx.scene.input.KeyEvent;

/** The keyboard over the processors: walks, selects, gives away. */
final class CoresKeys {
    private final PartitionModel model;
    private final CoresPane pane;
    private final CoreSelection selection;
    private final CoresPointer pointer;
    private final Runnable type;

    CoresKeys(PartitionModel model, CoresPane pane, CoreSelection selection, CoresPointer pointer, Runnable type) {
        this.model = model;
        this.pane = pane;
        this.selection = selection;
        this.pointer = pointer;
        this.type = type;
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (isHandled(event)) {
                event.consume();
            }
        });
    }

    private boolean isHandled(KeyEvent event) {
        var layout = pane.drawing();
        var cursor = selection.cursor();
        return switch (event.getCode()) {
            case LEFT -> walk(layout.step(cursor, -1, 0), event);
            case RIGHT -> walk(layout.step(cursor, 1, 0), event);
            case UP -> walk(layout.step(cursor, 0, -1), event);
            case DOWN -> walk(layout.step(cursor, 0, 1), event);
            case HOME -> walk(0, event);
            case END -> walk(layout.cells().size() - 1, event);
            case SPACE -> give(event.isControlDown());
            case ENTER, F2 -> {
                type.run();
                yield true;
            }
            case ESCAPE -> cancel();
            default -> false;
        };
    }

    private boolean walk(int to, KeyEvent event) {
        selection.move(to, event.isShiftDown());
        var box = pane.drawing().cells().get(to).box();
        pane.reveal(0, box.y(), 1, box.height());
        return true;
    }

    private boolean give(boolean threads) {
        var set =
                new ProcessorSet(List.copyOf(selection.processors(pane.drawing().cells(), threads)));
        model.apply(new PartitionEdit.Give(CoresPointer.heir(model, model.settled(), set), set));
        selection.move(selection.cursor(), false);
        return true;
    }

    private boolean cancel() {
        if (!pointer.isDrawing() && selection.isOne()) {
            return false;
        }
        pointer.cancel();
        selection.move(selection.cursor(), false);
        return true;
    }
}
