package dev.diver.app.screen.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What was told can be looked up after it has gone. */
@ExtendWith(ApplicationExtension.class)
@Timeout(300)
class MessageListTest {
    private final AtomicInteger remedied = new AtomicInteger();
    private Toasts toasts;

    @Start
    void start(Stage stage) {
        toasts = new Toasts();
        stage.setScene(new Scene(
                new StackPane(new VBox(new MessageList(toasts.history()).node()), toasts.node()), 600, 400));
        stage.show();
    }

    @Test
    void keepsTimeSeverityReasonAndRemedies(FxRobot robot) {
        robot.interact(() -> {
            toasts.tell("hello is deleted.", new Remedy("Undo", () -> {}));
            toasts.problem(
                    new Failure(new Problem(Problem.Kind.FAILED, "It broke.", "The disk is full.", "Free some."), ""),
                    List.of(new Remedy("Try again", remedied::incrementAndGet)));
        });
        var bell = robot.lookup("#messages").queryAs(Button.class);
        assertTrue(bell.getAccessibleText().contains("a problem or warning that is new"));
        robot.interact(bell::fire);
        assertEquals("Messages", bell.getAccessibleText());

        var list = robot.lookup("#message-list").<VBox>query();
        assertEquals(2, list.getChildren().size());
        var texts = robot.from(list).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertTrue(texts.contains("The disk is full.\nFree some."), texts.toString());
        assertEquals(
                2,
                texts.stream()
                        .filter(text -> text.matches("\\d\\d:\\d\\d:\\d\\d"))
                        .count(),
                texts.toString());
        var buttons = robot.from(list).lookup(".button").queryAllAs(Button.class).stream()
                .map(Button::getText)
                .toList();
        assertEquals(List.of("Try again", "Copy"), buttons, "undoing is over");
        robot.interact(() -> robot.from(list).lookup("Try again").queryButton().fire());
        assertEquals(1, remedied.get());
    }
}
