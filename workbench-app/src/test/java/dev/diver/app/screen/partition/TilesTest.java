package dev.diver.app.screen.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import atlantafx.base.theme.PrimerLight;
import dev.diver.app.screen.common.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Painting only what has changed shows at each step of a drag what painting all of it would. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class TilesTest {
    private PartitionModel model;
    private CoresPane cores;
    private MemoryPane memory;

    @Start
    void start(Stage stage) {
        var machine = Machines.hardware(2, 1, 8, 2, 16);
        // Without threads: the checker has spoken before a step is over.
        model = new PartitionModel(
                Template.HALF_OF_EACH_NODE.of(Machines.bare(machine), machine),
                machine,
                new Tasks(Runnable::run, Runnable::run),
                OptionalInt.empty());
        var view = new PartitionView(model, new PartitionPicturesMain.Silent(), new PartitionPicturesMain.Silent());
        view.bar(List.of());
        cores = view.cores();
        memory = view.memory();
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        var root = new StackPane(view.content());
        root.getStyleClass().add("workbench");
        var scene = new Scene(root, 900, 600);
        var sheet = PartitionView.class.getResource("/dev/diver/app/screen/workbench.css");
        scene.getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void noTileIsStaleAfterAnyStepOfADrag(FxRobot robot) {
        robot.interact(() -> {
            cores.requestFocus();
            var before = seen(cores);
            drag(cores, core(1), core(5), core(11), core(2));
            assertFalse(Arrays.equals(before, seen(cores)), "the drag is seen");
            var bare = seen(memory);
            for (var i = 0; i < Range.all(model.settled()).size(); i++) {
                var range = Range.all(model.settled()).get(i);
                var block = range.in(model.settled());
                var plan = model.settled();
                // The block itself, over what others have; then its end, back and forth; then a new one behind it.
                drag(
                        memory,
                        at(block.start(), 9),
                        at(block.start(), 60),
                        at(block.start(), 230),
                        at(block.start(), -31));
                var moved = range.in(model.settled());
                drag(memory, at(moved.end() - 1, 0), at(moved.end() - 1, 90), at(moved.end() - 1, -20));
                assertNotEquals(plan, model.settled());
            }
            model.choose(Owner.part(0));
            model.select(Optional.empty());
            drag(memory, new Point2D(40, at(0, 0).getY()), new Point2D(160, at(0, 0).getY()));
            assertFalse(Arrays.equals(bare, seen(memory)), "the drags are seen");
            // Its last core of a node: how far memory is from it is written above the memory.
            bare = seen(memory);
            var owners = new Owners(model.settled(), model.settled().machine().processors());
            var own = IntStream.range(0, cores.drawing().cells().size())
                    .filter(i -> cores.drawing().cells().get(i).node() == 0)
                    .filter(i -> owners.of(cores.drawing().cells().get(i).processor())
                            .equals(Owner.part(0)))
                    .mapToObj(this::core)
                    .toArray(Point2D[]::new);
            drag(cores, own[0], own);
            assertFalse(Arrays.equals(bare, seen(memory)), "another distance is told");
            model.apply(new PartitionEdit.RenamePart(0, "elsewhere"));
            compare("after another name");
        });
    }

    private Point2D core(int cell) {
        var box = cores.drawing().cells().get(cell).box();
        return new Point2D(box.x() + box.width() / 2 - cores.left(), box.y() + box.height() / 2 - cores.top());
    }

    private Point2D at(long address, double aside) {
        var lane = memory.drawing().laneOf(address).orElseThrow();
        return new Point2D(
                MemoryLayout.MARGIN + lane.scale().x(address) - memory.left() + aside,
                lane.top() + MemoryLayout.BAR / 2 - memory.top());
    }

    private void drag(DrawingPane pane, Point2D from, Point2D... to) {
        fire(pane, MouseEvent.MOUSE_PRESSED, from);
        for (var place : to) {
            fire(pane, MouseEvent.MOUSE_DRAGGED, place);
        }
        fire(pane, MouseEvent.MOUSE_RELEASED, to[to.length - 1]);
    }

    private void fire(DrawingPane pane, EventType<MouseEvent> type, Point2D local) {
        var place = pane.localToScene(local);
        var held = type != MouseEvent.MOUSE_RELEASED;
        Event.fireEvent(
                pane,
                new MouseEvent(
                        type,
                        place.getX(),
                        place.getY(),
                        place.getX(),
                        place.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        held,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
        compare("after " + type + " at " + local);
    }

    private void compare(String when) {
        for (var each : List.of(cores, memory)) {
            var shown = seen(each);
            each.repaint();
            assertEquals(-1, Arrays.mismatch(seen(each), shown), each.getId() + " " + when);
        }
    }

    /** The pixels as they come to the screen, after what is stale has been painted. */
    private static int[] seen(DrawingPane pane) {
        pane.requestLayout();
        pane.getScene().getRoot().layout();
        var image = pane.snapshot(null, null);
        var width = (int) image.getWidth();
        var height = (int) image.getHeight();
        var pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
        return pixels;
    }
}
