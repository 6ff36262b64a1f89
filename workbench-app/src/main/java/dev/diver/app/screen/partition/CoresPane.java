package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.CoreLayout.Cell;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/**
 * The machine's processors. Dragging across them gives whole cores to who is chosen, or takes them back where the first
 * one is its own; with Ctrl single hardware threads. A title gives a whole node or package.
 */
final class CoresPane extends DrawingPane {
    private final PartitionModel model;
    private final Runnable type;
    private final Set<Integer> stroke = new HashSet<>();
    private CoreLayout layout;
    /** Pixels of a cell; 0 for as large as fits. */
    private double side;

    private int cursor;
    private int anchor;
    private Owner giving = Owner.NOBODY;
    private double lastX;
    private double lastY;
    private Font letterFont = Font.getDefault();
    private Font numberFont = Font.getDefault();
    private List<String> painted = List.of();
    private int[] paintedOwners = new int[0];
    private int[] owners = new int[0];
    private PartitionPlan ownersOf;

    /** @param type asks for the chosen owner's processors as text */
    CoresPane(PartitionModel model, Runnable type) {
        super("partition-cores");
        this.model = model;
        this.type = type;
        layout = CoreLayout.of(model.topology().get(), 600, CoreLayout.USUAL_SIDE);
        setAccessibleRoleDescription("processors");
        model.plan().subscribe(plan -> replanned());
        model.chosen().subscribe(owner -> changed());
        model.topology().subscribe((was, is) -> {
            cursor = 0;
            anchor = 0;
            viewChanged();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(focused -> tell());
    }

    CoreLayout drawing() {
        return layout;
    }

    private void changed() {
        repaint();
        tell();
    }

    /** Parts that come and go have other letters; else only cells change, and none where memory was dragged. */
    private void replanned() {
        owners();
        if (!Letters.of(model.plan().get()).equals(painted)) {
            repaint();
        } else if (!Arrays.equals(owners, paintedOwners)) {
            repaintChanged();
        }
        tell();
    }

    @Override
    void viewChanged() {
        var topology = model.topology().get();
        layout = side == 0
                ? CoreLayout.fitting(topology, viewWidth(), viewHeight())
                : CoreLayout.of(topology, viewWidth(), side);
        cursor = Math.clamp(cursor, 0, layout.cells().size() - 1);
        anchor = Math.clamp(anchor, 0, layout.cells().size() - 1);
        // Lines are broken where the view ends; only down is there more.
        extent(viewWidth(), layout.height());
    }

    @Override
    void zoom(double by, double x, double y) {
        var shown = (top() + y) / Math.max(1, layout.height());
        var wanted = Math.clamp(
                by > 1 ? Math.ceil(layout.side() * by) : Math.floor(layout.side() * by),
                CoreLayout.LEAST_SIDE,
                CoreLayout.MOST_SIDE);
        side = wanted;
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

    // ---- the pointer

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2 && stroke.isEmpty()) {
            model.cancel();
            type.run();
            return;
        }
        lastX = event.getX() + left();
        lastY = event.getY() + top();
        stroke.clear();
        var hit = layout.at(lastX, lastY);
        if (hit.isPresent()) {
            cursor = layout.cells().indexOf(hit.get());
            anchor = cursor;
            giving = heir(model.settled(), ProcessorSet.of(hit.get().processor()));
            touch(hit.get(), event.isControlDown());
            preview();
        } else {
            layout.titleAt(lastX, lastY).ifPresent(frame -> {
                giving = heir(model.settled(), frame.processors());
                stroke.addAll(frame.processors().numbers());
                preview();
            });
        }
        repaint();
    }

    /** Who is to get what was touched: the chosen one, or Linux what the chosen one has already. */
    private Owner heir(PartitionPlan plan, ProcessorSet touched) {
        var chosen = model.chosen().get();
        return touched.minus(chosen.processors(plan)).isEmpty() ? Owner.LINUX : chosen;
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
        var x = event.getX() + left();
        var y = event.getY() + top();
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
        if (event.getY() < 0 || event.getY() > viewHeight()) {
            scrollTo(0, top() + (event.getY() < 0 ? -12 : 12));
        }
    }

    private void preview() {
        model.preview(new PartitionEdit.Give(giving, new ProcessorSet(List.copyOf(stroke))));
    }

    private void released(MouseEvent event) {
        if (!stroke.isEmpty()) {
            var given = new ProcessorSet(List.copyOf(stroke));
            stroke.clear();
            model.apply(new PartitionEdit.Give(giving, given));
        }
    }

    // ---- the keyboard

    private void key(KeyEvent event) {
        var handled = true;
        switch (event.getCode()) {
            case LEFT -> walk(layout.step(cursor, -1, 0), event);
            case RIGHT -> walk(layout.step(cursor, 1, 0), event);
            case UP -> walk(layout.step(cursor, 0, -1), event);
            case DOWN -> walk(layout.step(cursor, 0, 1), event);
            case HOME -> walk(0, event);
            case END -> walk(layout.cells().size() - 1, event);
            case SPACE -> toggle(event.isControlDown());
            case ENTER, F2 -> type.run();
            case ESCAPE -> {
                if (stroke.isEmpty() && anchor == cursor) {
                    handled = false;
                } else {
                    stroke.clear();
                    anchor = cursor;
                    model.cancel();
                    repaint();
                }
            }
            default -> handled = false;
        }
        if (handled) {
            event.consume();
        }
    }

    private void walk(int to, KeyEvent event) {
        cursor = to;
        if (!event.isShiftDown()) {
            anchor = to;
        }
        var box = layout.cells().get(cursor).box();
        reveal(0, box.y(), 1, box.height());
        repaint();
        tell();
    }

    private void toggle(boolean threads) {
        var selected = layout.cells().subList(Math.min(cursor, anchor), Math.max(cursor, anchor) + 1);
        var numbers = new HashSet<Integer>();
        for (var cell : selected) {
            if (threads) {
                numbers.add(cell.processor());
            } else {
                numbers.addAll(cell.core().numbers());
            }
        }
        var set = new ProcessorSet(List.copyOf(numbers));
        model.apply(new PartitionEdit.Give(heir(model.settled(), set), set));
        anchor = cursor;
    }

    /** For who does not see it. */
    private void tell() {
        if (cursor < layout.cells().size()) {
            var cell = layout.cells().get(cursor);
            var selected = Math.abs(cursor - anchor) + 1;
            setAccessibleText("Processor " + cell.processor() + ", core of " + cell.core() + ", node " + cell.node()
                    + ", " + ownerOf(cell.processor()).name(model.plan().get())
                    + (selected > 1 ? ", " + selected + " selected" : "") + ". Space gives it to "
                    + model.chosen().get().name(model.plan().get()) + " or takes it back.");
        }
    }

    // ---- painting

    private Owner ownerOf(int processor) {
        owners();
        return processor < owners.length ? new Owner(owners[processor]) : Owner.NOBODY;
    }

    private static final int TWICE = -3;

    /** Once a plan. */
    private void owners() {
        var plan = model.plan().get();
        if (plan == ownersOf) {
            return;
        }
        ownersOf = plan;
        owners = new int[layout.cells().stream().mapToInt(Cell::processor).max().orElse(0) + 1];
        Arrays.fill(owners, Owner.NOBODY.part());
        mark(plan.linux().processors(), Owner.LINUX.part());
        for (var part = 0; part < plan.parts().size(); part++) {
            mark(plan.parts().get(part).processors(), part);
        }
    }

    private void mark(ProcessorSet processors, int owner) {
        for (var processor : processors.numbers()) {
            if (processor < owners.length) {
                owners[processor] = owners[processor] == Owner.NOBODY.part() ? owner : TWICE;
            }
        }
    }

    @Override
    void paint(GraphicsContext graphics) {
        owners();
        var bottom = top() + viewHeight();
        frames(graphics, bottom);
        painted = Letters.of(model.plan().get());
        fonts(graphics);
        for (var cell : layout.cells()) {
            if (cell.box().meets(top(), bottom)) {
                cell(graphics, cell, painted);
            }
        }
        paintedOwners = owners;
        graphics.setFill(colours().muted);
        for (var cache : layout.caches()) {
            if (cache.box().meets(top(), bottom)) {
                var box = cache.box();
                graphics.fillRect(box.x(), box.y(), box.width(), box.height());
            }
        }
        cursor(graphics);
    }

    @Override
    void paintChanged(GraphicsContext graphics) {
        owners();
        fonts(graphics);
        var bottom = top() + viewHeight();
        for (var cell : layout.cells()) {
            var number = cell.processor();
            var same =
                    number < paintedOwners.length && number < owners.length && paintedOwners[number] == owners[number];
            if (!same && cell.box().meets(top(), bottom)) {
                cell(graphics, cell, painted);
            }
        }
        paintedOwners = owners;
        cursor(graphics);
    }

    private void cursor(GraphicsContext graphics) {
        if (!isFocused() || layout.cells().isEmpty()) {
            return;
        }
        graphics.setStroke(colours().text);
        for (var i = Math.min(cursor, anchor); i <= Math.max(cursor, anchor); i++) {
            var box = layout.cells().get(i).box();
            graphics.setLineWidth(i == cursor ? 3 : 1.5);
            graphics.strokeRect(box.x() - 0.5, box.y() - 0.5, box.width() + 1, box.height() + 1);
        }
    }

    private void fonts(GraphicsContext graphics) {
        if (layout.side() >= 15) {
            letterFont = Font.font("System", FontWeight.BOLD, Math.min(14, layout.side() * 0.45));
            numberFont = Font.font("System", Math.min(11, layout.side() * 0.34));
            graphics.setFont(letterFont);
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.setTextBaseline(VPos.CENTER);
        }
    }

    private void frames(GraphicsContext graphics, double bottom) {
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setLineWidth(1);
        for (var frame : layout.frames()) {
            var box = frame.box();
            if (!box.meets(top(), bottom)) {
                continue;
            }
            graphics.setFill(frame.isPackage() ? colours().sunken : colours().back);
            graphics.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 8, 8);
            graphics.setStroke(colours().frame);
            graphics.strokeRoundRect(box.x() + 0.5, box.y() + 0.5, box.width() - 1, box.height() - 1, 8, 8);
            graphics.setFont(frame.isPackage() ? Fonts.BOLD : Fonts.PLAIN);
            graphics.setFill(frame.isPackage() ? colours().text : colours().muted);
            graphics.fillText(
                    frame.title(),
                    Math.round(box.x() + 8),
                    Math.round(frame.head().y() + frame.head().height() / 2),
                    Math.max(10, box.width() - 14));
        }
    }

    private void cell(GraphicsContext graphics, Cell cell, List<String> letters) {
        var box = cell.box();
        var owner = cell.processor() < owners.length ? owners[cell.processor()] : Owner.NOBODY.part();
        graphics.setFill(owner == TWICE ? colours().conflictPattern : colours().of(new Owner(owner)));
        graphics.fillRect(box.x(), box.y(), box.width(), box.height());
        if (layout.side() < 15) {
            return;
        }
        var letter = switch (owner) {
            case TWICE -> "!";
            case -2 -> "";
            case -1 -> "L";
            default -> letters.get(owner);
        };
        var x = Math.round(box.x() + box.width() / 2);
        var y = Math.round(box.y() + box.height() / 2);
        graphics.setFill(owner == -2 ? colours().muted : colours().onColour);
        if (layout.side() >= 28) {
            graphics.fillText(letter, x, y - 5);
            graphics.setFont(numberFont);
            graphics.fillText(String.valueOf(cell.processor()), x, y + layout.side() * 0.24);
            graphics.setFont(letterFont);
        } else {
            graphics.fillText(letter, x, y);
        }
    }
}
