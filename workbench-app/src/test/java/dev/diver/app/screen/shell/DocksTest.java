package dev.diver.app.screen.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Document.Place;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Which tab is in front. */
@ExtendWith(ApplicationExtension.class)
class DocksTest {
    private Docks docks;
    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
        docks = new Docks(leaf -> new StackPane());
        stage.setScene(new Scene(new StackPane(docks.node()), 600, 400));
        stage.show();
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
    }

    @Test
    void whatIsReadSlowlyTakesNothingFromWhatWasAskedForLater(FxRobot robot) {
        var front = new boolean[2];
        robot.interact(() -> {
            var slow = docks.ask();
            var quick = docks.ask();
            front[1] = quick.open(new Page("quick"));
            front[0] = slow.open(new Page("slow"));
        });

        assertFalse(front[0]);
        assertTrue(front[1]);
        assertEquals("quick", docks.centre().id());
        assertTrue(docks.find("slow").isPresent(), "it has a tab all the same");
    }

    @Test
    void norFromWhatAPersonHasGoneToSince(FxRobot robot) {
        robot.interact(() -> {
            docks.open(new Page("one"));
            docks.open(new Page("two"));
            var slow = docks.ask();
            docks.step(1);
            slow.open(new Page("slow"));
        });

        assertEquals("one", docks.centre().id());
    }

    @Test
    void whatWasAskedForLastComesToTheFront(FxRobot robot) {
        robot.interact(() -> {
            docks.open(new Page("one"));
            docks.ask().open(new Page("two"));
        });

        assertEquals("two", docks.centre().id());
    }

    /** A split pane has its items in the scene only once it has been laid out. */
    @Test
    void theKeyboardReachesWhatLiesInASplitPane(FxRobot robot) {
        var button = new Button("within");
        var split = new SplitPane(new StackPane(button), new StackPane());
        robot.interact(() -> {
            docks.open(new Page("one"));
            docks.open(new Page("split", split, button));
        });

        assertEquals(button, stage.getScene().getFocusOwner());
    }

    /** What is below goes under what is at the right, and what is looked at together lies beside each other. */
    @Test
    void thePartsAreWhereTheyBelongAndAsLargeAsTheyShouldBe(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            // As large as a window; the stage of a screen that is not there cannot grow.
            ((Region) docks.node()).setMinSize(1280, 760);
            docks.open(page("side", Place.SIDE));
            docks.open(page("file", Place.CENTRE));
            docks.open(page("console", Place.BOTTOM));
        });
        settled("console");
        robot.interact(() -> {
            docks.show(page("locals", Place.RIGHT));
            docks.show(page("stack", Place.RIGHT_LOWER));
            docks.show(page("gdb", Place.BOTTOM_RIGHT));
        });
        settled("gdb");
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> Math.abs(box("locals").getWidth() - 340) < 12);
        assertEquals(240, box("side").getWidth(), 12);
        assertEquals(box("locals").getWidth(), box("stack").getWidth(), 1);
        assertEquals(box("console").getMinX(), box("file").getMinX(), 1);
        assertEquals(box("gdb").getMaxX(), box("locals").getMaxX(), 1);
        assertTrue(box("gdb").getWidth() > 400 && box("console").getWidth() > 400, "" + box("gdb"));
        assertTrue(box("console").getMinY() > box("stack").getMaxY(), "" + box("console"));

        robot.interact(() -> docks.toggleLower());
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> box("file").getHeight() > 600);
        assertTrue(docks.find("gdb").orElseThrow().content().getScene() == null);
        robot.interact(() -> docks.open(docks.find("gdb").orElseThrow()));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> box("console").getHeight() > 200);
    }

    private static Page page(String id, Place place) {
        var content = new StackPane();
        return new Page(id, content, null, place);
    }

    private void settled(String id) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> box(id).getWidth() > 0);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Where a page is in the window. */
    private Bounds box(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            var content = docks.find(id).orElseThrow().content();
            return content.localToScene(content.getLayoutBounds());
        });
    }

    private record Page(String id, Node content, Node first, Place place) implements Document {
        Page(String id) {
            this(id, new Button(id), null);
        }

        Page(String id, Node content, Node first) {
            this(id, content, first, Place.CENTRE);
        }

        @Override
        public ObservableValue<String> title() {
            return new SimpleStringProperty(id);
        }

        @Override
        public void focus() {
            (first == null ? content : first).requestFocus();
        }

        @Override
        public Ikon icon() {
            return MaterialDesignF.FILE_OUTLINE;
        }
    }
}
