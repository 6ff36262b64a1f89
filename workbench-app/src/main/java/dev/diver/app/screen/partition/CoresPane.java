package dev.diver.app.screen.partition;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/**
 * The machine's processors. Dragging across them gives whole cores to who is chosen, or takes them back where the first
 * one is its own; with Ctrl single hardware threads. A title gives a whole node or package.
 */
final class CoresPane extends DrawingPane {
    /** Pixels around a cell in which its frame is painted. */
    private static final double FRAME = 3;

    private final PartitionModel model;
    private final CoreSelection selection = new CoreSelection(this::repaintSelection, this::selected);
    private CoreLayout layout;
    private CoresPainter painter;
    /** Pixels of a cell; 0 for as large as fits. */
    private double side;

    private Owners owners;
    private List<String> letters;

    /** @param type asks for the chosen owner's processors as text */
    CoresPane(PartitionModel model, Runnable type) {
        super("partition-cores");
        this.model = model;
        show(CoreLayout.of(model.topology().get(), 600, CoreLayout.USUAL_SIDE));
        owners = owners();
        letters = Letters.of(model.plan().get());
        setAccessibleRoleDescription("processors");
        model.plan().subscribe(plan -> replanned());
        model.chosen().subscribe(owner -> tell());
        model.topology().subscribe((was, is) -> {
            selection.move(0, false);
            viewChanged();
        });
        var pointer = new CoresPointer(model, this, selection, type);
        new CoresKeys(model, this, selection, pointer, type);
        focusedProperty().subscribe(focused -> tell());
    }

    CoreLayout drawing() {
        return layout;
    }

    private void show(CoreLayout next) {
        layout = next;
        painter = new CoresPainter(next);
        selection.keepBelow(next.cells().size());
    }

    private Owners owners() {
        return new Owners(model.plan().get(), model.plan().get().machine().processors());
    }

    /** Parts that come and go have other letters; else only cells change, and none where memory was dragged. */
    private void replanned() {
        var before = owners;
        owners = owners();
        var now = Letters.of(model.plan().get());
        if (!now.equals(letters)) {
            letters = now;
            repaint();
        } else {
            for (var cell : layout.cells()) {
                if (!before.of(cell.processor()).equals(owners.of(cell.processor()))) {
                    repaint(cell.box());
                }
            }
        }
        tell();
    }

    private void repaintSelection() {
        for (var cell : layout.cells().subList(selection.first(), selection.last() + 1)) {
            repaint(cell.box().around(FRAME));
        }
    }

    private void selected() {
        repaintSelection();
        tell();
    }

    @Override
    void viewChanged() {
        var topology = model.topology().get();
        show(
                side == 0
                        ? CoreLayout.fitting(topology, viewWidth(), viewHeight())
                        : CoreLayout.of(topology, viewWidth(), side));
        owners = owners();
        // Lines are broken where the view ends; only down is there more.
        extent(viewWidth(), layout.height());
    }

    @Override
    void zoom(double by, double x, double y) {
        var shown = (top() + y) / Math.max(1, layout.height());
        side = Math.clamp(
                by > 1 ? Math.ceil(layout.side() * by) : Math.floor(layout.side() * by),
                CoreLayout.LEAST_SIDE,
                CoreLayout.MOST_SIDE);
        viewChanged();
        scrollTo(0, shown * layout.height() - y);
    }

    void fit() {
        side = 0;
        viewChanged();
    }

    /** In percent of the usual size. */
    int percent() {
        return (int) Math.round(layout.side() / CoreLayout.USUAL_SIDE * 100);
    }

    /** For who does not see it. */
    private void tell() {
        if (selection.cursor() < layout.cells().size()) {
            var plan = model.plan().get();
            var cell = layout.cells().get(selection.cursor());
            var selected = selection.last() - selection.first() + 1;
            setAccessibleText("Processor " + cell.processor() + ", core of " + cell.core() + ", node " + cell.node()
                    + ", " + owners.of(cell.processor()).name(plan)
                    + (selected > 1 ? ", " + selected + " selected" : "") + ". Space gives it to "
                    + model.chosen().get().name(plan) + " or takes it back.");
        }
    }

    @Override
    void paint(GraphicsContext graphics, Box seen) {
        painter.paint(graphics, seen, colours(), owners, letters);
        if (isFocused()) {
            painter.selection(graphics, colours(), selection);
        }
    }
}
