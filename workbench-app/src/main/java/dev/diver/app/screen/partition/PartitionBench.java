package dev.diver.app.screen.partition;

import atlantafx.base.theme.PrimerLight;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Modals;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javafx.application.Application;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The editor in its style, without the window around it, and the places that a hand drags across; for measuring. Belongs
 * to the JavaFX thread.
 */
public final class PartitionBench {
    /** Pixels to each side of where a block ended. */
    private static final int SWAY = 30;

    private final PartitionModel model;
    private final PartitionView view;
    private final CoresPane cores;
    private final MemoryPane memory;

    /** A person who is told nothing. */
    private static final class Nobody implements Notices, Modals {
        @Override
        public void tell(String message, Remedy... next) {}

        @Override
        public void warn(String text) {}

        @Override
        public void problem(Failure failure, List<Remedy> remedies) {}

        @Override
        public void show(Region content) {}

        @Override
        public void hide() {}

        @Override
        public boolean shows(Region content) {
            return false;
        }
    }

    public PartitionBench(PartitionPlan plan, Topology topology) {
        model = new PartitionModel(plan, topology, Tasks.onThreads(), OptionalInt.empty());
        view = new PartitionView(model, new Nobody(), new Nobody());
        view.bar(List.of());
        cores = view.cores();
        memory = view.memory();
    }

    /** As the workbench shows it. */
    public Scene scene(double width, double height) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        var root = new StackPane(view.content());
        root.getStyleClass().add("workbench");
        var scene = new Scene(root, width, height);
        var sheet = PartitionBench.class.getResource("/dev/diver/app/screen/workbench.css");
        scene.getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        return scene;
    }

    /** What is shown now; another one each time that something was dragged. */
    public PartitionPlan shown() {
        return model.plan().get();
    }

    /** Where a drag across the processors is at a frame, on the screen: three cores on each time. */
    public Point2D overProcessors(int frame) {
        var cells = cores.drawing().cells();
        var cell = cells.get(frame * 3 % cells.size()).box();
        return cores.localToScreen(cell.x() + 2 - cores.left(), cell.y() + 2 - cores.top());
    }

    /** The same for the end of a block of memory, which it moves back and forth; a pixel at least each time. */
    public Point2D overMemory(int frame) {
        var range = Range.all(model.settled()).getFirst();
        var lane = memory.drawing().laneOf(range.in(model.settled()).start()).orElseThrow();
        if (frame == 0) {
            memory.scrollTo(0, Math.max(0, lane.top() - 40));
        }
        var end = MemoryLayout.MARGIN + lane.scale().x(range.in(model.settled()).end());
        var phase = frame % (4 * SWAY);
        var sway = phase < 2 * SWAY ? phase - SWAY : 3 * SWAY - phase;
        var x = frame == 0 ? end - 1 : end + SWAY + sway;
        return memory.localToScreen(Math.round(x - memory.left()), lane.top() + 10 - memory.top());
    }
}
