package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A window opens as it was left, without what is gone meanwhile. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class RestoredWindowTest {
    private Path root;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        var project = FakeEngine.project(root.resolve("hello"), "hello");
        var config = Files.createDirectories(root.resolve("home/config"));
        Files.writeString(config.resolve("window.json"), """
                {"x": 0, "y": 0, "width": 1100, "height": 700, "theme": "dark",
                 "sizes": {"SIDE": 333},
                 "projects": ["%s", "/nowhere/at/all", "relative", "\\u0000"],
                 "files": ["%s", "/nowhere/at/all/main.c"]}
                """.formatted(project, project.resolve("Makefile")));
        new Workbench(FakeEngine.in(root), TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    @Test
    void opensAsItWasLeft(FxRobot robot) throws TimeoutException {
        var person = new Person(robot, 60);
        person.until(() -> person.sees("#editor"));
        assertEquals(1100, stage.getScene().getWidth());
        person.until(() ->
                robot.lookup("#project-chooser").<ComboBox<?>>query().getItems().size() == 1);
        person.until(() -> Math.abs(robot.lookup("#files").<Region>query().getWidth() - 333) < 8);
        assertEquals(0, robot.lookup("#problem-toast").queryAll().size());
    }
}
