package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.dive.Outcomes;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeDive;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.console.debug.DebugThread;
import dev.diver.core.Engine;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.event.MouseOverTextEvent;
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

        // What the guest says is seen beside what gdb says.
        person.until(() -> seen(robot, "#console").getWidth() > 150
                && seen(robot, "#gdb").getWidth() > 150
                && seen(robot, "#gdb").getMinX() >= seen(robot, "#console").getMaxX());

        // The pointer on a name tells its value, in the one pop-up that tells what it means too.
        var place = editor.getAbsolutePosition(11, editor.getText(11).indexOf("start"));
        robot.interact(() -> Event.fireEvent(editor, MouseOverTextEvent.beginAt(new Point2D(400, 300), place)));
        person.until(() -> person.text("#hover-value").contains("start = 81243"));
        robot.interact(() -> Event.fireEvent(editor, MouseOverTextEvent.end()));

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
    void twoDivesAreDebuggedAtOnce(FxRobot robot) throws TimeoutException {
        var person = new Person(robot, 20);
        person.newNet("forever-a", root.resolve("nets"));
        breaksIn(robot, person, 13);
        person.press("#project-debug");
        person.until(() -> person.text("#debug-state").startsWith("forever-a stopped at breakpoint 1"));
        assertFalse(person.sees("#debug-sessions"));

        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        person.newNet("forever-b", root.resolve("nets"));
        person.press("#project-debug");
        person.until(() -> person.text("#debug-state").startsWith("forever-b stands before its first instruction"));
        assertEquals(2, engine.dives().active().size());
        person.until(() -> person.sees("#gdb-forever-b") && person.sees("#debug-sessions"));

        // The other one is where it was, with its own breakpoints, values and terminal.
        var sessions = robot.lookup("#debug-sessions").queryAs(ComboBox.class);
        robot.interact(() -> sessions.getSelectionModel().select(0));
        person.until(() -> person.text("#debug-state").startsWith("forever-a stopped at breakpoint 1, in main"));
        var locals = robot.lookup("#debug-locals-tree").queryAs(TreeTableView.class);
        person.until(() -> row(locals, "start").contains("text=81243"));
        assertTrue(row(locals, "start").contains("changed=false"), row(locals, "start"));
        person.presses(KeyCode.F10);
        person.until(() -> row(locals, "start").contains("text=81244"));

        // With the one, the other does not go.
        person.press("#debug-stop");
        person.until(() -> person.text("#debug-state").startsWith("forever-b stands before its first instruction"));
        assertFalse(person.sees("#debug-sessions"));
        person.until(() -> engine.dives().active().size() == 1);
        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar") && !person.sees("#debug-locals-tree"));
        person.until(() -> engine.dives().active().isEmpty());
    }

    @Test
    void aDiveThatADebuggerHoldsIsNotSaidToRun(FxRobot robot) throws TimeoutException {
        var person = new Person(robot, 20);
        person.newNet("forever", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.text("#dive-state").equals("running"));
        var dive = (FakeDive) engine.dives().active().getFirst();
        dive.hold(true);
        person.until(() -> person.text("#dive-state").equals("stopped in the debugger"));
        person.until(() -> person.text("#running-dives").equals("1 dive in debugger"));
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        var runs = robot.lookup("#runs-table").<RunRecord>queryTableView().getItems();
        person.until(() -> !runs.isEmpty() && Outcomes.word(runs.getFirst()).equals("in debugger"));
        dive.hold(false);
        person.until(() -> person.text("#dive-state").equals("running"));
        person.until(() -> Outcomes.word(runs.getFirst()).equals("running"));
        assertEquals("1 dive", person.text("#running-dives"));
    }

    /** Where a part is in the window; nowhere where it is not seen. */
    private static Bounds seen(FxRobot robot, String id) {
        return robot.lookup(id)
                .tryQuery()
                .filter(node -> node.getScene() != null && node.isVisible())
                .map(node -> node.localToScene(node.getLayoutBounds()))
                .orElse(new BoundingBox(0, 0, 0, 0));
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
