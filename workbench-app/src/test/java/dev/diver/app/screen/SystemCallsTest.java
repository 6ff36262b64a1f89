package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
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

/** The view of a run's system calls, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SystemCallsTest {
    private Path root;
    private Stage stage;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        new Workbench(FakeEngine.in(root), TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @BeforeEach
    void comes(FxRobot robot) {
        person = new Person(robot, 60);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    private void select(FxRobot robot, int run) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        person.until(() -> person.sees("#runs-table")
                && robot.lookup("#runs-table").queryTableView().getItems().size() > 5);
        robot.interact(() ->
                robot.lookup("#runs-table").queryTableView().getSelectionModel().select(run));
    }

    private String help(FxRobot robot, String id) {
        return Optional.ofNullable(robot.lookup(id).queryAs(Button.class).getTooltip())
                .map(Tooltip::getText)
                .orElse("");
    }

    @Test
    void aRunsCallsAreShownComparedAndExported(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results"));
        select(robot, 1);
        person.until(() -> help(robot, "#run-syscalls").contains("the mode vm has none"));
        select(robot, 0);
        person.until(() -> help(robot, "#run-syscalls").equals("System calls  (Ctrl+Shift+Y)"));
        person.press("#run-syscalls");
        person.until(() -> person.sees("#syscalls-list")
                && robot.lookup("#syscalls-list").queryListView().getItems().size() > 10);
        person.until(() -> person.text("#syscalls-summary").contains("forwarded to Linux (96 %)"));

        // The keyboard is in the list, walks it, and looks at a column.
        person.until(() -> robot.lookup("#syscalls-list").query().isFocused());
        person.presses(KeyCode.DOWN);
        person.until(() ->
                robot.lookup("#syscalls-latency-A").query().getAccessibleText().startsWith("Latency of write"));
        robot.interact(() -> robot.lookup("#syscalls-latency-A").query().requestFocus());
        person.presses(KeyCode.HOME);
        person.until(() ->
                robot.lookup("#syscalls-latency-A").query().getAccessibleText().contains(" to "));
        robot.interact(
                () -> robot.lookup("#calls-local").queryAs(ToggleButton.class).fire());
        person.until(
                () -> robot.lookup("#syscalls-list").queryListView().getItems().size() == 6);

        var compare = robot.lookup("#syscalls-compare").queryAs(MenuButton.class);
        robot.interact(compare::show);
        person.until(() -> compare.getItems().size() == 2);
        robot.interact(() -> compare.getItems().getFirst().fire());
        person.until(() -> person.text("#syscalls-summary").contains("\nB  "));
        person.press("#syscalls-remove-B");
        person.until(() -> !person.text("#syscalls-summary").contains("\nB  "));

        for (var form : new String[] {"csv", "json", "png"}) {
            var file = root.resolve("out/calls." + form);
            var item = switch (form) {
                case "csv" -> 0;
                case "json" -> 1;
                default -> 2;
            };
            robot.interact(() -> robot.lookup("#syscalls-export")
                    .queryAs(MenuButton.class)
                    .getItems()
                    .get(item)
                    .fire());
            person.type("#export-file", file.toString());
            person.press("#export-write");
            person.until(() -> !person.sees("#export-file"));
            assertTrue(Files.size(file) > 500);
        }
        assertTrue(Files.readString(root.resolve("out/calls.csv")).startsWith("syscall,number,"));
        assertEquals((byte) 'P', Files.readAllBytes(root.resolve("out/calls.png"))[1]);

        // Back to the runs: the keyboard's place goes, and no other tab comes to the front.
        robot.interact(() -> robot.lookup("#syscalls-list").query().requestFocus());
        select(robot, 1);
    }

    @Test
    void theyAreLiveWhileADiveRuns(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("forever-calls", root.resolve("nets"));
        person.press("#project-dive");
        person.press("#dive-syscalls");
        person.until(() -> person.text("#syscalls-summary").contains("forwarded"));
        var first = person.text("#syscalls-summary");
        person.until(() -> !person.text("#syscalls-summary").equals(first));
        person.press("#dive-stop");
        person.until(() -> person.text("#dive-state").startsWith("stopped"));
        person.until(() -> robot.lookup(".run-live").queryAll().isEmpty());
    }

    @Test
    void aDiveWithoutACoKernelSaysWhyThereAreNone(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("forever", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.sees("#dive-syscalls"));
        person.until(() -> help(robot, "#dive-syscalls").contains("there is none in the mode vm"));
        person.press("#dive-stop");
        person.until(() -> person.text("#dive-state").startsWith("stopped"));
    }

    @Test
    void allConsolesOfADiveAreShownAndLaterThoseOfItsRun(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("calls", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        person.until(() -> words(robot, "#console").contains("hello world"));
        person.until(() -> words(robot, "#console-cokernel").contains("loaded the program"));
        choose(robot, "#console-others", 1);
        person.until(() -> words(robot, "#console-linux").contains("Linux version"));
        person.press("#dive-copy-command");
        robot.interact(() ->
                assertTrue(Clipboard.getSystemClipboard().getString().startsWith("qemu-system-x86_64 -M pc -cpu max")));

        select(robot, 0);
        person.press("#run-open");
        person.until(() -> words(robot, "#run-log").contains("hello world"));
        choose(robot, "#run-log-others", 1);
        person.until(() -> words(robot, "#run-log-linux").contains("Linux version"));
    }

    private static String words(FxRobot robot, String console) {
        return robot.lookup(console)
                .lookup("#console-text")
                .tryQueryAs(TextArea.class)
                .map(TextArea::getText)
                .orElse("");
    }

    private void choose(FxRobot robot, String tabs, int tab) throws TimeoutException {
        person.until(() -> person.sees(tabs));
        robot.interact(() ->
                robot.lookup(tabs).queryAs(TabPane.class).getSelectionModel().select(tab));
    }
}
