package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.PartitionEdit.AddMemory;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Walks the blocks of memory, moves and resizes one, makes and removes them. */
final class MemoryKeys {
    private final PartitionModel model;
    private final MemoryPane pane;
    private final MemoryPointer pointer;
    private final Consumer<Optional<Range>> type;

    MemoryKeys(PartitionModel model, MemoryPane pane, MemoryPointer pointer, Consumer<Optional<Range>> type) {
        this.model = model;
        this.pane = pane;
        this.pointer = pointer;
        this.type = type;
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (pointer.isHolding() && event.getCode() == KeyCode.ESCAPE) {
            pointer.cancel();
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
            pane.reveal();
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
                : MemoryPointer.placed(old.start() + by, size);
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
}
