package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.MemoryLayout.Lane;
import dev.diver.app.screen.partition.PartitionEdit.AddMemory;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Drags blocks of memory and their edges; over Linux's memory a drag makes a new block for the chosen part. */
final class MemoryPointer {
    /** Pixels that a block has at least, however little memory it is. */
    static final double LEAST_BLOCK = 4;

    private static final double EDGE = 6;

    private final PartitionModel model;
    private final MemoryPane pane;
    private final Consumer<Optional<Range>> type;
    private Drag drag;

    /** What the pointer holds. */
    private sealed interface Drag {
        /** @param offset of the pointer behind the block's start, in bytes */
        record Block(Range range, MemoryRange old, long offset) implements Drag {}

        record Edge(Range range, MemoryRange old, boolean end) implements Drag {}

        record New(int part, long from) implements Drag {}
    }

    MemoryPointer(PartitionModel model, MemoryPane pane, Consumer<Optional<Range>> type) {
        this.model = model;
        this.pane = pane;
        this.type = type;
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> drop());
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    }

    boolean isHolding() {
        return drag != null;
    }

    void cancel() {
        drag = null;
        model.cancel();
    }

    /** What it holds, as it is in a plan; empty where it holds nothing, and where that plan does not have it yet. */
    Optional<MemoryRange> held(PartitionPlan plan) {
        return switch (drag) {
            case Drag.Block block -> Optional.of(block.range().in(plan));
            case Drag.Edge edge -> Optional.of(edge.range().in(plan));
            case Drag.New fresh -> {
                var memory = plan.parts().get(fresh.part()).memory();
                yield memory.isEmpty() ? Optional.empty() : Optional.of(memory.getLast());
            }
            case null -> Optional.empty();
        };
    }

    /** Where the pointer is: the drag that would begin there. */
    private Optional<Drag> at(double x, double y) {
        var plan = model.settled();
        var lane = pane.drawing().laneAt(y);
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        var scale = lane.get().scale();
        var along = x - MemoryLayout.MARGIN;
        var address = scale.address(along);
        // The selected one first: where blocks overlap, it lies above.
        var ranges = new ArrayList<>(Range.all(plan).reversed());
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
        pane.setCursor(
                switch (at(event.getX() + pane.left(), event.getY() + pane.top())
                        .orElse(null)) {
                    case Drag.Edge edge -> Cursor.H_RESIZE;
                    case Drag.Block block -> Cursor.MOVE;
                    case Drag.New fresh -> Cursor.CROSSHAIR;
                    case null -> Cursor.DEFAULT;
                });
    }

    private void pressed(MouseEvent event) {
        pane.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        var hit = at(event.getX() + pane.left(), event.getY() + pane.top());
        model.select(hit.flatMap(MemoryPointer::range));
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
        var lane = lane(event.getY() + pane.top());
        var address = lane.scale().address(event.getX() + pane.left() - MemoryLayout.MARGIN);
        var step = Step.of(event.isControlDown(), event.isAltDown());
        model.preview(edit(drag, address, step));
        if (event.getX() < 0 || event.getX() > pane.viewWidth()) {
            pane.scrollTo(pane.left() + (event.getX() < 0 ? -16 : 16), pane.top());
        }
    }

    /** Under the pointer, or the nearest one. */
    private Lane lane(double y) {
        return pane.drawing().lanes().stream()
                .min(Comparator.comparingDouble(lane -> Math.abs(lane.top() + MemoryLayout.BAR / 2 - y)))
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

    static MemoryRange placed(long start, long size) {
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
}
