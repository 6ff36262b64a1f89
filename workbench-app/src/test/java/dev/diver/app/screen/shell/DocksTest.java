package dev.diver.app.screen.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Document;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
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

    private record Page(String id, Node content, Node first) implements Document {
        Page(String id) {
            this(id, new Button(id), null);
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
