package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.console.debug.DebugThread;
import dev.diver.core.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The views of debugging, on a debugger that only the tests have; the real one is in the journey. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class DebugViewsTest {
    private Path root;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    @Test
    void aSessionFromTheFirstBreakpointToItsEnd(FxRobot robot) throws TimeoutException {
        var person = new Person(robot, 60);
        person.newNet("forever", root.resolve("nets"));
        var editor = person.editor();
        breaksIn(robot, person, 13);
        breaksIn(robot, person, 14);

        person.press("#project-debug");
        person.until(() -> person.text("#debug-state").contains("stopped at breakpoint 1"));
        person.until(() -> current(editor) == 13);
        assertTrue(person.text("#debug-state").contains("main.c:13"), person.text("#debug-state"));
        var locals = robot.lookup("#debug-locals-tree").queryAs(TreeTableView.class);
        person.until(() -> row(locals, "start").contains("text=81243"));

        person.presses(KeyCode.F10);
        person.until(() -> current(editor) == 14 && row(locals, "start").contains("text=81244"));
        assertTrue(row(locals, "start").contains("changed=true"), row(locals, "start"));
        assertTrue(row(locals, "argc").contains("changed=false"), row(locals, "argc"));

        // The other processor runs another kernel; what is not known of it is said in words.
        var threads = robot.lookup("#debug-threads").<ListView<DebugThread>>query();
        robot.interact(() -> threads.getSelectionModel().select(0));
        person.until(() -> person.text("#debug-state").contains("native_safe_halt"));
        person.until(() -> robot.lookup(".debug-trouble").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains("no symbols of Linux")));

        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar") && !person.sees("#debug-locals-tree"));
        person.until(() -> current(editor) == 0);
        // What was started for the debugger ends with it.
        person.until(() -> engine.dives().active().isEmpty());
    }

    @Test
    void whereTheDebuggerCannotBeginItSaysWhyAndTheDiveEnds(FxRobot robot) throws TimeoutException {
        var person = new Person(robot, 60);
        person.newNet("forever-refused", root.resolve("nets"));
        person.press("#project-debug");
        person.until(() -> robot.lookup("#toasts").lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains("gdb is too old")));
        person.until(() -> engine.dives().active().isEmpty());
        assertFalse(person.sees("#debug-bar"));
    }

    @Test
    void breakpointsMoveWithTheirLinesAndAreKept(FxRobot robot) throws TimeoutException, IOException {
        var person = new Person(robot, 60);
        person.newNet("hello", root.resolve("nets"));
        breaksIn(robot, person, 13);
        var editor = person.editor();
        robot.interact(() -> editor.insertText(0, "/* one more */\n"));
        var folder = root.resolve("home/data/debug");
        person.until(() -> kept(folder).contains("\"line\" : 14"));
        breaksIn(robot, person, 14);
        person.until(() -> !kept(folder).contains("\"line\""));
        assertFalse(person.sees("#debug-bar"));
    }

    private static String kept(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (var files = Files.list(folder)) {
            var text = new StringBuilder();
            for (var file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static void breaksIn(FxRobot robot, Person person, int line) throws TimeoutException {
        var editor = person.editor();
        robot.interact(() -> {
            editor.requestFocus();
            editor.moveTo(line - 1, 0);
        });
        person.presses(KeyCode.F9);
    }

    /** The line that is marked, from 1; 0 for none. */
    private static int current(org.fxmisc.richtext.CodeArea editor) {
        for (var i = 0; i < editor.getParagraphs().size(); i++) {
            if (editor.getParagraph(i).getParagraphStyle().contains("debug-line")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String row(TreeTableView<?> tree, String name) {
        return Optional.ofNullable(tree.getRoot()).stream()
                .flatMap(all -> all.getChildren().stream())
                .map(item -> String.valueOf(item.getValue()))
                .filter(text -> text.contains("name=" + name + ","))
                .findFirst()
                .orElse("");
    }
}
