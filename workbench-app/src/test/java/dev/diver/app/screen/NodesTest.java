package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.home.Folders;
import dev.diver.core.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The view of the machines on the network, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NodesTest {
    /** Where pictures go, for who wants to look at them. */
    private static final String PICTURES = System.getProperty("diver.nodes.pictures", "");

    private Path root;
    private Stage stage;
    private Engine engine;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        new Workbench(engine, TextConsole::new).start(stage);
    }

    @BeforeEach
    void comes(FxRobot robot) {
        person = new Person(robot, 15);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Folders.delete(root);
    }

    private void picture(String name) throws IOException {
        if (!PICTURES.isEmpty()) {
            person.photograph(stage, Path.of(PICTURES, name + ".png"));
        }
    }

    @Test
    void addsANodeSwitchesItAndAsksBeforeItEndsSomething(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results"));
        person.press("#go-nodes");
        person.until(() -> person.sees("#node-add"));
        picture("empty");
        person.press("#node-add");
        person.type("#node-name", "lab7");
        person.type("#node-bmc-address", "bmc7.example");
        person.type("#node-bmc-user", "admin");
        picture("dialog");
        person.press("#node-keep");
        person.until(
                () -> person.sees("#node-title") && person.text("#node-power").equals("off"));
        assertEquals(
                Optional.of(new Node.Ipmi("bmc7.example", 623, "admin", 17)),
                engine.nodes().nodes().find("lab7").bmc());

        person.press("#node-power-on");
        person.until(() -> person.text("#node-power").equals("on"));
        picture("on");
        person.press("#node-power-off");
        person.until(() -> person.sees("#node-confirm-name"));
        assertTrue(robot.lookup("#node-confirm").queryAs(Button.class).isDisabled());
        picture("confirm");
        person.type("#node-confirm-name", "lab7");
        person.press("#node-confirm");
        person.until(() -> person.text("#node-power").equals("off"));

        person.press("#node-open-console");
        person.until(() -> person.sees("#node-console"));
        picture("console");
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        picture("dark");

        person.press("#node-remove");
        person.type("#node-confirm-name", "lab7");
        person.press("#node-confirm");
        person.until(() -> engine.nodes().nodes().list().isEmpty());
    }
}
