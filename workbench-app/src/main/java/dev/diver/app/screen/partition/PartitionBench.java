package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Modals;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * The editor without the window around it, and a hand that drags in it; for measuring. Belongs to the JavaFX thread.
 */
public final class PartitionBench {
    private final PartitionModel model;
    private final PartitionView view;
    private final CoresPane cores;
    private final MemoryPane memory;
    private PartitionPlan last;

    /** A person who is told nothing. */
    private static final class Nobody implements Notices, Modals {
        @Override
        public void tell(String message, Remedy... next) {}

        @Override
        public void problem(Failure failure, List<Remedy> remedies) {}

        @Override
        public void show(Region content) {}

        @Override
        public void hide() {}
    }

    public PartitionBench(PartitionPlan plan, Topology topology) {
        model = new PartitionModel(plan, topology, Tasks.onThreads(), OptionalInt.empty());
        view = new PartitionView(model, new Nobody(), new Nobody());
        view.bar(List.of());
        last = plan;
        cores = view.cores();
        memory = view.memory();
    }

    public Parent content() {
        return view.content();
    }

    /** Moves the pointer, held down, to the next place over the processors. */
    public void dragProcessors(int frame) {
        var cell = cores.drawing()
                .cells()
                .get(frame * 3 % cores.drawing().cells().size())
                .box();
        move(cores, cell.x() + 2 - cores.left(), cell.y() + 2 - cores.top(), frame == 0);
    }

    /** The same with the end of a block of memory. */
    public void dragMemory(int frame) {
        if (frame == 0) {
            model.select(Range.all(model.settled()).stream().findFirst());
        }
        var range = model.range().get().orElseThrow();
        var lane = memory.drawing().laneOf(range.in(model.settled()).start()).orElseThrow();
        var end = MemoryLayout.MARGIN + lane.scale().x(range.in(model.settled()).end());
        memory.scrollTo(0, Math.max(0, lane.top() - 40));
        var x = frame == 0 ? end - 1 : end + 40 + 30 * Math.sin(frame / 9.0);
        move(memory, x - memory.left(), lane.top() + 10 - memory.top(), frame == 0);
    }

    /** Lets go. */
    public void drop() {
        for (var pane : List.of(cores, memory)) {
            pane.fireEvent(event(MouseEvent.MOUSE_RELEASED, 1, 1));
        }
    }

    /** Whether there is another plan than when this was asked last: what does nothing is measured for nothing. */
    public boolean changed() {
        var changed = model.settled() != last;
        last = model.settled();
        return changed;
    }

    private static void move(DrawingPane pane, double x, double y, boolean first) {
        // An event without a source has its place in the scene.
        var place = pane.localToScene(x, y);
        pane.fireEvent(event(first ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_DRAGGED, place.getX(), place.getY()));
    }

    private static MouseEvent event(javafx.event.EventType<MouseEvent> type, double x, double y) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null);
    }
}
