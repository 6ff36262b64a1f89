package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.CoreLayout.Cell;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** The pointer over the processors: a stroke across cells gives them away. */
final class CoresPointer {
    private final PartitionModel model;
    private final CoresPane pane;
    private final CoreSelection selection;
    private final Runnable type;
    private final Set<Integer> stroke = new HashSet<>();
    private Owner giving = Owner.NOBODY;
    private double lastX;
    private double lastY;

    CoresPointer(PartitionModel model, CoresPane pane, CoreSelection selection, Runnable type) {
        this.model = model;
        this.pane = pane;
        this.selection = selection;
        this.type = type;
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> released());
    }

    /** Who is to get what was touched: the chosen one, or Linux what the chosen one has already. */
    static Owner heir(PartitionModel model, PartitionPlan plan, ProcessorSet touched) {
        var chosen = model.chosen().get();
        return touched.minus(chosen.processors(plan)).isEmpty() ? Owner.LINUX : chosen;
    }

    boolean isDrawing() {
        return !stroke.isEmpty();
    }

    void cancel() {
        stroke.clear();
        model.cancel();
    }

    private void pressed(MouseEvent event) {
        pane.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2 && stroke.isEmpty()) {
            model.cancel();
            type.run();
            return;
        }
        lastX = event.getX() + pane.left();
        lastY = event.getY() + pane.top();
        stroke.clear();
        var layout = pane.drawing();
        layout.at(lastX, lastY)
                .ifPresentOrElse(
                        cell -> {
                            selection.move(layout.cells().indexOf(cell), false);
                            begin(ProcessorSet.of(cell.processor()));
                            touch(cell, event.isControlDown());
                            preview();
                        },
                        () -> layout.titleAt(lastX, lastY).ifPresent(frame -> {
                            begin(frame.processors());
                            stroke.addAll(frame.processors().numbers());
                            preview();
                        }));
    }

    private void begin(ProcessorSet touched) {
        giving = heir(model, model.settled(), touched);
    }

    private void touch(Cell cell, boolean thread) {
        if (thread) {
            stroke.add(cell.processor());
        } else {
            stroke.addAll(cell.core().numbers());
        }
    }

    /** All cells on the way: a fast hand leaves none out. */
    private void dragged(MouseEvent event) {
        if (stroke.isEmpty()) {
            return;
        }
        var layout = pane.drawing();
        var x = event.getX() + pane.left();
        var y = event.getY() + pane.top();
        var steps = (int) Math.max(1, Math.hypot(x - lastX, y - lastY) / Math.max(3, layout.side() / 2));
        var before = stroke.size();
        for (var i = 1; i <= steps; i++) {
            layout.at(lastX + (x - lastX) * i / steps, lastY + (y - lastY) * i / steps)
                    .ifPresent(cell -> touch(cell, event.isControlDown()));
        }
        lastX = x;
        lastY = y;
        if (stroke.size() > before) {
            preview();
        }
        if (event.getY() < 0 || event.getY() > pane.viewHeight()) {
            pane.scrollTo(0, pane.top() + (event.getY() < 0 ? -12 : 12));
        }
    }

    private PartitionEdit edit() {
        return new PartitionEdit.Give(giving, new ProcessorSet(List.copyOf(stroke)));
    }

    private void preview() {
        model.preview(edit());
    }

    private void released() {
        if (isDrawing()) {
            var edit = edit();
            stroke.clear();
            model.apply(edit);
        }
    }
}
