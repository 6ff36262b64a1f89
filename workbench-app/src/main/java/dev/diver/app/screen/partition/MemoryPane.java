package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.MemoryLayout.Lane;
import dev.diver.app.screen.partition.PartitionEdit.AddMemory;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

/**
 * The machine's memory by nodes. What no block covers is Linux's. Blocks and their edges are dragged, a drag over Linux's
 * memory makes a new one for the chosen part; addresses snap to 2 MiB, with Alt to 4 KiB, with Ctrl to 1 GiB.
 */
final class MemoryPane extends DrawingPane {
    private static final double EDGE = 6;
    private static final double LEAST_BLOCK = 4;
    /** Pixels around a block in which its frame and handles are painted. */
    private static final double FRAME = 5;

    private static final double MOST_ZOOM = 4096;

    private final PartitionModel model;
    private final Consumer<Optional<Range>> type;
    private MemoryLayout layout;
    private double zoom = 1;
    private Drag drag;
    private Set<Range> inConflict = Set.of();

    private Near near = new Near("", List.of());

    /** What distances are told from: a part and the nodes where its processors are. */
    private record Near(String part, List<Integer> nodes) {}

    /** What the pointer holds. */
    private sealed interface Drag {
        /** @param offset of the pointer behind the block's start, in bytes */
        record Block(Range range, MemoryRange old, long offset) implements Drag {}

        record Edge(Range range, MemoryRange old, boolean end) implements Drag {}

        record New(int part, long from) implements Drag {}
    }

    /** @param type asks for exact numbers of a range, or of a new one */
    MemoryPane(PartitionModel model, Consumer<Optional<Range>> type) {
        super("partition-memory");
        this.model = model;
        this.type = type;
        layout = MemoryLayout.of(model.plan().get(), 600);
        setAccessibleRoleDescription("memory");
        model.plan().subscribe((was, is) -> {
            measure(is);
            if (looksAlike(was, is)) {
                tell();
                return;
            }
            // Where the plan reaches decides what is shown of holes.
            if (drag == null || was.machine() != is.machine()) {
                viewChanged();
                changed();
            } else {
                touch(was);
                touch(is);
                tell();
            }
        });
        model.range().subscribe(range -> changed());
        model.chosen().subscribe(owner -> changed());
        model.topology().subscribe((was, is) -> viewChanged());
        model.checked().subscribe(this::show);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> drop());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    MemoryLayout drawing() {
        return layout;
    }

    private void show(PartitionModel.Checked checked) {
        var found = new HashSet<Range>();
        checked.report().conflicts().stream()
                .filter(conflict -> conflict.severity() == dev.diver.core.partition.Conflict.Severity.CONFLICT)
                .forEach(conflict ->
                        Place.of(conflict.where()).rangeIn(checked.plan()).ifPresent(found::add));
        if (!found.equals(inConflict)) {
            var plan = checked.plan();
            var different = new HashSet<>(found);
            different.addAll(inConflict);
            different.removeIf(range -> found.contains(range) && inConflict.contains(range));
            inConflict = found;
            different.stream().filter(range -> range.exists(plan)).forEach(range -> touch(range.in(plan)));
        }
    }

    /** Titles tell distances from the processors of the chosen part. */
    private void measure(PartitionPlan plan) {
        var owner = model.chosen().get();
        // One that is just being removed is none any more.
        var now = owner.isPart() && owner.part() < plan.parts().size()
                ? new Near(
                        owner.name(plan), Distances.nodes(plan, model.topology().get(), owner))
                : new Near("", List.of());
        if (!now.equals(near)) {
            near = now;
            for (var lane : layout.lanes()) {
                repaint(new Box(left(), lane.top() - MemoryLayout.TITLE, viewWidth(), MemoryLayout.TITLE));
            }
        }
    }

    /** While processors are dragged, all plans do, but for titles. */
    private static boolean looksAlike(PartitionPlan one, PartitionPlan other) {
        return one.machine() == other.machine()
                && Letters.of(one).equals(Letters.of(other))
                && one.parts().stream()
                        .map(PartitionPlan.Part::memory)
                        .toList()
                        .equals(other.parts().stream()
                                .map(PartitionPlan.Part::memory)
                                .toList());
    }

    private void changed() {
        repaint();
        tell();
    }

    /** What the pointer moves is painted anew, where it was and where it is. */
    private void touch(PartitionPlan plan) {
        switch (drag) {
            case Drag.Block block -> touch(block.range().in(plan));
            case Drag.Edge edge -> touch(edge.range().in(plan));
            case Drag.New fresh -> {
                var memory = plan.parts().get(fresh.part()).memory();
                if (!memory.isEmpty()) {
                    touch(memory.getLast());
                }
            }
        }
    }

    private void touch(MemoryRange range) {
        for (var lane : layout.lanes()) {
            if (lane.shows(range)) {
                var from = MemoryLayout.MARGIN + lane.scale().x(range.start());
                var width = Math.max(
                        LEAST_BLOCK, lane.scale().x(range.end()) - lane.scale().x(range.start()));
                repaint(new Box(from, lane.top(), width, MemoryLayout.BAR).around(FRAME));
            }
        }
    }

    private static Box box(Lane lane, Box seen) {
        return new Box(
                seen.x(),
                lane.top() - MemoryLayout.TITLE,
                seen.width(),
                MemoryLayout.TITLE + MemoryLayout.BAR + MemoryLayout.TICKS + 2);
    }

    @Override
    void viewChanged() {
        layout = MemoryLayout.of(model.plan().get(), viewWidth() * zoom);
        extent(layout.width(), layout.height());
    }

    @Override
    void zoom(double by, double x, double y) {
        var lane = layout.laneAt(top() + y).or(() -> layout.lanes().stream().findFirst());
        if (lane.isEmpty()) {
            return;
        }
        var address = lane.get().scale().address(left() + x - MemoryLayout.MARGIN);
        zoom = Math.clamp(zoom * by, 1, MOST_ZOOM);
        viewChanged();
        // A second time: the bar to scroll takes its room.
        viewChanged();
        layout.lanes().stream()
                .filter(other -> other.node() == lane.get().node())
                .findFirst()
                .ifPresent(other -> scrollTo(MemoryLayout.MARGIN + other.scale().x(address) - x, top()));
    }

    /** Around what is selected, by the keyboard. */
    void zoom(double by) {
        var lane = selected().flatMap(range -> layout.laneOf(range.start()));
        var x = lane.map(one -> one.scale().x(selected().orElseThrow().start()) + MemoryLayout.MARGIN - left())
                .orElse(viewWidth() / 2);
        zoom(by, x, lane.map(Lane::top).orElse(0.0) - top());
    }

    void fit() {
        zoom = 1;
        viewChanged();
        viewChanged();
    }

    double factor() {
        return zoom;
    }

    private Optional<MemoryRange> selected() {
        return model.range().get().map(range -> range.in(model.plan().get()));
    }

    // ---- the pointer

    /** Where the pointer is: the drag that would begin there. */
    private Optional<Drag> at(double x, double y) {
        var plan = model.settled();
        var lane = layout.laneAt(y);
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        var scale = lane.get().scale();
        var along = x - MemoryLayout.MARGIN;
        var address = scale.address(along);
        // The selected one first: where blocks overlap, it lies above.
        var ranges = new java.util.ArrayList<>(Range.all(plan).reversed());
        model.range().get().filter(one -> one.exists(plan)).ifPresent(ranges::addFirst);
        for (var range : ranges) {
            var memory = range.in(plan);
            if (!lane.get().shows(memory)) {
                continue;
            }
            var from = scale.x(memory.start());
            var to = Math.max(scale.x(memory.end()), from + LEAST_BLOCK);
            var narrow = Math.min(EDGE, Math.max(2, (to - from) / 4));
            if (along >= from - EDGE && along < from + narrow && lane.get().shows(memory.start())) {
                return Optional.of(new Drag.Edge(range, memory, false));
            }
            if (along >= to - narrow && along < to + EDGE && lane.get().shows(memory.end() - 1)) {
                return Optional.of(new Drag.Edge(range, memory, true));
            }
            if (along >= from && along < to) {
                return Optional.of(new Drag.Block(range, memory, address - memory.start()));
            }
        }
        var inside = along >= 0 && along < scale.width();
        return inside && model.chosen().get().isPart()
                ? Optional.of(new Drag.New(model.chosen().get().part(), address))
                : Optional.empty();
    }

    private static Optional<Range> range(Drag drag) {
        return switch (drag) {
            case Drag.Block block -> Optional.of(block.range());
            case Drag.Edge edge -> Optional.of(edge.range());
            case Drag.New fresh -> Optional.empty();
        };
    }

    private void point(MouseEvent event) {
        setCursor(
                switch (at(event.getX() + left(), event.getY() + top()).orElse(null)) {
                    case Drag.Edge edge -> Cursor.H_RESIZE;
                    case Drag.Block block -> Cursor.MOVE;
                    case Drag.New fresh -> Cursor.CROSSHAIR;
                    case null -> Cursor.DEFAULT;
                });
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        var hit = at(event.getX() + left(), event.getY() + top());
        model.select(hit.flatMap(MemoryPane::range));
        if (event.getClickCount() == 2) {
            drag = null;
            model.cancel();
            hit.ifPresent(one -> type.accept(range(one)));
            return;
        }
        drag = hit.orElse(null);
    }

    private void dragged(MouseEvent event) {
        if (drag == null) {
            return;
        }
        var lane = lane(event.getY() + top());
        var address = lane.scale().address(event.getX() + left() - MemoryLayout.MARGIN);
        var step = Step.of(event.isControlDown(), event.isAltDown());
        model.preview(edit(drag, address, step));
        if (event.getX() < 0 || event.getX() > viewWidth()) {
            scrollTo(left() + (event.getX() < 0 ? -16 : 16), top());
        }
    }

    /** Under the pointer, or the nearest one. */
    private Lane lane(double y) {
        return layout.lanes().stream()
                .min(java.util.Comparator.comparingDouble(lane -> Math.abs(lane.top() + MemoryLayout.BAR / 2 - y)))
                .orElseThrow();
    }

    private static PartitionEdit edit(Drag drag, long address, Step step) {
        return switch (drag) {
            case Drag.Block block ->
                new SetMemory(
                        block.range(),
                        placed(
                                step.nearest(address - block.offset()),
                                block.old().size().bytes()));
            case Drag.Edge edge -> new SetMemory(edge.range(), resized(edge.old(), edge.end(), address, step));
            case Drag.New fresh -> {
                var start = Step.below(Math.min(address, fresh.from()), step.bytes());
                var end = Step.above(Math.max(address, fresh.from()) + 1, step.bytes());
                yield new AddMemory(fresh.part(), placed(start, end - start));
            }
        };
    }

    private static MemoryRange placed(long start, long size) {
        var fits = Math.min(size, MemoryRange.LIMIT);
        return new MemoryRange(Math.clamp(start, 0, MemoryRange.LIMIT - fits), new MemorySize(fits));
    }

    /** One end goes there, the other one stays; at least a step remains. */
    private static MemoryRange resized(MemoryRange old, boolean end, long address, Step step) {
        if (end) {
            return MemoryRange.between(
                    old.start(), Math.clamp(step.nearest(address), old.start() + step.bytes(), MemoryRange.LIMIT));
        }
        return MemoryRange.between(
                Math.clamp(step.nearest(address), 0, Math.max(0, old.end() - step.bytes())), old.end());
    }

    private void drop() {
        var held = drag;
        drag = null;
        if (held == null || !model.isDragging()) {
            return;
        }
        var plan = model.plan().get();
        switch (held) {
            case Drag.New fresh -> {
                var memory = plan.parts().get(fresh.part()).memory();
                model.apply(new AddMemory(fresh.part(), memory.getLast()));
                model.select(Optional.of(new Range(fresh.part(), memory.size() - 1)));
            }
            case Drag.Block block ->
                model.apply(new SetMemory(block.range(), block.range().in(plan)));
            case Drag.Edge edge ->
                model.apply(new SetMemory(edge.range(), edge.range().in(plan)));
        }
    }

    // ---- the keyboard

    private void key(KeyEvent event) {
        if (drag != null && event.getCode() == javafx.scene.input.KeyCode.ESCAPE) {
            drag = null;
            model.cancel();
            event.consume();
            return;
        }
        var step = Step.of(event.isControlDown(), event.isAltDown());
        var handled = switch (event.getCode()) {
            case LEFT -> move(-step.bytes(), event.isShiftDown(), step);
            case RIGHT -> move(step.bytes(), event.isShiftDown(), step);
            case TAB -> next(event.isShiftDown() ? -1 : 1);
            case UP -> next(-1);
            case DOWN -> next(1);
            case ENTER, F2 -> {
                type.accept(model.range().get());
                yield true;
            }
            case INSERT -> insert();
            case DELETE, BACK_SPACE -> remove();
            default -> false;
        };
        if (handled) {
            event.consume();
            reveal();
        }
    }

    private boolean move(long by, boolean resize, Step step) {
        var range = model.range().get();
        if (range.isEmpty()) {
            return next(by > 0 ? 1 : -1);
        }
        var old = range.get().in(model.settled());
        var size = old.size().bytes();
        var moved = resize
                ? new MemoryRange(
                        old.start(),
                        new MemorySize(
                                Math.clamp(size + by, Math.min(size, step.bytes()), MemoryRange.LIMIT - old.start())))
                : placed(old.start() + by, size);
        model.apply(new SetMemory(range.get(), moved), (resize ? "resize " : "move ") + range.get());
        return true;
    }

    /** Whether there is one; else the keyboard goes on to what comes next in the window. */
    private boolean next(int by) {
        var all = Range.all(model.settled());
        var at = model.range().get().map(all::indexOf).orElse(by > 0 ? -1 : all.size());
        if (at + by < 0 || at + by >= all.size()) {
            model.select(Optional.empty());
            return false;
        }
        model.select(Optional.of(all.get(at + by)));
        return true;
    }

    boolean insert() {
        var chosen = model.chosen().get();
        if (!chosen.isPart()) {
            return false;
        }
        var plan = model.settled();
        NewPart.memory(plan, model.topology().get(), chosen.processors(plan)).ifPresent(memory -> {
            model.apply(new AddMemory(chosen.part(), memory));
            model.select(Optional.of(new Range(
                    chosen.part(), plan.parts().get(chosen.part()).memory().size())));
        });
        return true;
    }

    private boolean remove() {
        var range = model.range().get();
        range.ifPresent(one -> model.apply(new PartitionEdit.RemoveMemory(one)));
        return range.isPresent();
    }

    private void reveal() {
        selected()
                .ifPresent(memory -> layout.laneOf(memory.start()).ifPresent(lane -> {
                    var from = MemoryLayout.MARGIN + lane.scale().x(memory.start());
                    var to = MemoryLayout.MARGIN + lane.scale().x(memory.end());
                    reveal(from, lane.top(), Math.min(to - from, viewWidth() - 20), MemoryLayout.BAR);
                }));
    }

    private void tell() {
        var plan = model.plan().get();
        var text = model.range()
                .get()
                .filter(range -> range.exists(plan))
                .map(range -> words(plan, range))
                .orElse("Memory with " + Range.all(plan).size() + " blocks");
        setAccessibleText(text + ". Tab walks the blocks, the arrow keys move one, with Shift its end.");
    }

    static String words(PartitionPlan plan, Range range) {
        var memory = range.in(plan);
        return (range.isRegion() ? "Region of " : "Memory of ")
                + plan.parts().get(range.part()).name() + ", "
                + Amounts.of(memory.size().bytes()) + " at "
                + MemoryRange.address(memory.start());
    }

    // ---- painting

    @Override
    void paint(GraphicsContext graphics, Box seen) {
        if (layout.lanes().isEmpty()) {
            graphics.setFill(colours().muted);
            graphics.setTextBaseline(VPos.TOP);
            graphics.setFont(Fonts.PLAIN);
            graphics.fillText(
                    "Nothing says where the memory of this machine lies. Its nodes in the plan's text can.",
                    MemoryLayout.MARGIN,
                    MemoryLayout.MARGIN);
            return;
        }
        var letters = Letters.of(model.plan().get());
        for (var lane : layout.lanes()) {
            if (box(lane, seen).meets(seen)) {
                lane(graphics, lane, letters);
            }
        }
    }

    private void lane(GraphicsContext graphics, Lane lane, java.util.List<String> letters) {
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setFont(Fonts.PLAIN);
        graphics.setFill(colours().muted);
        graphics.fillText(title(lane), Math.round(left()) + MemoryLayout.MARGIN, lane.top() - 10);
        ground(graphics, lane);
        var plan = model.plan().get();
        var selected = model.range().get().filter(range -> range.exists(plan));
        for (var range : Range.all(plan)) {
            if (lane.shows(range.in(plan)) && !selected.equals(Optional.of(range))) {
                block(graphics, lane, plan, range, letters, false);
            }
        }
        selected.filter(range -> lane.shows(range.in(plan)))
                .ifPresent(range -> block(graphics, lane, plan, range, letters, true));
        ticks(graphics, lane);
    }

    private String title(Lane lane) {
        var node = model.topology().get().nodes().size() > lane.node()
                ? model.topology().get().nodes().get(lane.node())
                : null;
        var ram = lane.ram().stream().mapToLong(range -> range.size().bytes()).sum();
        return "node " + lane.node() + "  \u00b7  " + Amounts.of(ram)
                + (node == null
                        ? ""
                        : Distances.words(
                                model.plan().get(),
                                model.topology().get(),
                                lane.node(),
                                model.chosen().get()));
    }

    private void ground(GraphicsContext graphics, Lane lane) {
        var left = left() - MemoryLayout.MARGIN;
        var right = left + viewWidth();
        for (var piece : lane.scale().pieces()) {
            if (piece.to() < left || piece.from() > right) {
                continue;
            }
            var x = Math.max(piece.from(), left - 10);
            var width = Math.min(piece.to(), right + 10) - x;
            graphics.setFill(piece.hole() ? colours().nobodyPattern : colours().of(Owner.LINUX));
            graphics.fillRect(MemoryLayout.MARGIN + x, lane.top(), width, MemoryLayout.BAR);
        }
        for (var segment : model.topology().get().memory()) {
            if (segment.use() != Topology.Use.RAM && lane.shows(segment.range())) {
                segment(graphics, lane, segment);
            }
        }
        graphics.setFont(Fonts.BOLD);
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(colours().onColour);
        graphics.fillText(
                "L", Math.max(MemoryLayout.MARGIN, Math.round(left())) + 9, lane.top() + MemoryLayout.BAR / 2);
    }

    private void segment(GraphicsContext graphics, Lane lane, Topology.MemorySegment segment) {
        var from = MemoryLayout.MARGIN + lane.scale().x(segment.range().start());
        var to = MemoryLayout.MARGIN + lane.scale().x(segment.range().end());
        var width = Math.max(2, to - from);
        if (to < left() || from > left() + viewWidth()) {
            return;
        }
        graphics.setFill(
                switch (segment.use()) {
                    case RAM -> colours().linux;
                    case LINUX -> colours().linux.darker();
                    case FIRMWARE -> colours().device;
                    case DEVICE -> colours().devicePattern;
                });
        graphics.fillRect(from, lane.top(), width, MemoryLayout.BAR);
        if (width > 44) {
            graphics.setFont(Fonts.SMALL);
            graphics.setFill(colours().onColour);
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.fillText(
                    segment.holder().isEmpty()
                            ? segment.use().name().toLowerCase(java.util.Locale.ROOT)
                            : segment.holder(),
                    from + width / 2,
                    lane.top() + MemoryLayout.BAR / 2,
                    width - 6);
        }
    }

    private void block(
            GraphicsContext graphics,
            Lane lane,
            PartitionPlan plan,
            Range range,
            java.util.List<String> letters,
            boolean selected) {
        var memory = range.in(plan);
        var from = MemoryLayout.MARGIN + lane.scale().x(memory.start());
        var to = MemoryLayout.MARGIN + lane.scale().x(memory.end());
        var width = Math.max(LEAST_BLOCK, to - from);
        // What is far outside of the view need not be painted, however wide it is.
        var x = Math.max(from, left() - 20);
        var seen = Math.min(from + width, left() + viewWidth() + 20) - x;
        if (seen <= 0) {
            return;
        }
        graphics.setFill(colours().of(Owner.part(range.part())));
        graphics.fillRect(x, lane.top(), seen, MemoryLayout.BAR);
        if (range.isRegion()) {
            var window = lane.scale()
                            .x(memory.start()
                                    + plan.parts().get(range.part()).window().bytes())
                    - lane.scale().x(memory.start());
            graphics.setFill(colours().window);
            graphics.fillRect(from, lane.top(), Math.clamp(window, Math.min(7, width), width), MemoryLayout.BAR);
        }
        var conflict = inConflict.contains(range);
        graphics.setStroke(conflict ? colours().conflict : selected ? colours().text : colours().back);
        graphics.setLineWidth(conflict || selected ? 3 : 1);
        var inset = conflict || selected ? 1.5 : 0.5;
        graphics.strokeRect(x + inset, lane.top() + inset, Math.max(1, seen - 2 * inset), MemoryLayout.BAR - 2 * inset);
        if (selected) {
            graphics.setFill(colours().text);
            graphics.fillRect(from - 1, lane.top() - 3, 4, MemoryLayout.BAR + 6);
            graphics.fillRect(from + width - 3, lane.top() - 3, 4, MemoryLayout.BAR + 6);
        }
        label(graphics, lane, plan, range, (conflict ? "! " : "") + letters.get(range.part()), x, seen);
    }

    private void label(
            GraphicsContext graphics,
            Lane lane,
            PartitionPlan plan,
            Range range,
            String letter,
            double x,
            double width) {
        if (width < 16) {
            return;
        }
        graphics.setFont(Fonts.BOLD);
        graphics.setFill(colours().onColour);
        graphics.setTextAlign(TextAlignment.CENTER);
        var longer = letter + "  " + Amounts.of(range.in(plan).size().bytes());
        var text = width > longer.length() * 7.5 + 12 ? longer : width > letter.length() * 8 + 6 ? letter : "";
        graphics.fillText(text, Math.round(x + width / 2), lane.top() + MemoryLayout.BAR / 2, width - 6);
    }

    private void ticks(GraphicsContext graphics, Lane lane) {
        graphics.setFont(Fonts.SMALL);
        graphics.setTextAlign(TextAlignment.CENTER);
        var y = lane.bottom() + MemoryLayout.TICKS / 2 + 1;
        var last = Double.NEGATIVE_INFINITY;
        for (var tick : Ticks.of(lane.scale(), left() - MemoryLayout.MARGIN, viewWidth())) {
            var x = MemoryLayout.MARGIN + lane.scale().x(tick);
            var text = Ticks.words(tick);
            var half = text.length() * 3.4;
            if (x - half < last + 8) {
                continue;
            }
            last = x + half;
            graphics.setFill(colours().frame);
            graphics.fillRect(Math.round(x), lane.bottom(), 1, 4);
            graphics.setFill(colours().muted);
            graphics.fillText(text, Math.max(x, MemoryLayout.MARGIN + half), y + 2);
        }
    }
}
