package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeConsole;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
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

/** Consoles in the window, with real terminals on the fake engine. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class ConsolesTest {
    private Path root;
    private Engine engine;
    private Stage stage;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
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

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id)
                .tryQueryAs(ConsoleView.class)
                .map(ConsoleView::terminal)
                .map(terminal -> terminal.text(terminal.all()))
                .orElse("");
    }

    private void dive(String net) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet(net, root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.sees("#console"));
    }

    private void action(String name) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        person.type("#palette-field", name);
        person.presses(KeyCode.ENTER);
    }

    private void focus(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).<Node>query().requestFocus());
    }

    @Test
    void whatIsTypedInOneOfAGroupGoesToAllOfIt(FxRobot robot) throws TimeoutException, IOException {
        dive("forever-calls");
        person.until(() -> text(robot, "#console").contains("hello world")
                && text(robot, "#console-cokernel").contains("loaded"));
        focus(robot, "#console");
        action("type into several");
        person.until(() -> person.text(".console-warning .label").contains("Typed here only"));
        focus(robot, "#console-cokernel");
        action("type into several");
        person.until(() -> robot.lookup(".console-warning").queryAll().size() == 2);
        focus(robot, "#console");
        robot.write("xyz");
        person.until(() -> text(robot, "#console").endsWith("xyz")
                && text(robot, "#console-cokernel").endsWith("xyz"));
        person.until(() -> on(robot, "#console-group"));
        // Each gets a key in the codes that its own program has asked for.
        var consoles = engine.dives().active().getFirst().consoles();
        var asked = new StringBuffer();
        var plain = new StringBuffer();
        ((FakeConsole) consoles.getLast()).say("\u001b[?1h");
        try (var first =
                        consoles.getFirst().attach((bytes, at, length) -> plain.append(new String(bytes, at, length)));
                var last =
                        consoles.getLast().attach((bytes, at, length) -> asked.append(new String(bytes, at, length)))) {
            person.presses(KeyCode.LEFT);
            person.until(() ->
                    plain.toString().endsWith("\u001b[D") && asked.toString().endsWith("\u001bOD"));
            person.presses(KeyCode.RIGHT);
            person.until(() ->
                    plain.toString().endsWith("\u001b[C") && asked.toString().endsWith("\u001bOC"));
        }
        person.press("#console-group-end");
        person.until(() -> !on(robot, "#console-group"));
        person.until(() -> robot.lookup(".console-warning").queryAll().isEmpty());
        focus(robot, "#console");
        robot.write("q");
        person.until(() -> text(robot, "#console").endsWith("xyzq"));
        assertFalse(text(robot, "#console-cokernel").endsWith("q"));

        // A second view of the same console, which goes by itself.
        var before = robot.lookup(".console-view").queryAll().size();
        action("split");
        person.until(() -> robot.lookup(".console-view").queryAll().size() == before + 1);
        focus(robot, "#console");
        action("split");
        person.until(() -> robot.lookup(".console-view").queryAll().size() == before);

        // Kept as text, with and without times, and as bytes.
        save(robot, "plain.txt", "#console-save-text");
        assertTrue(Files.readString(root.resolve("plain.txt")).contains("ready\nhello world\n"));
        save(robot, "timed.txt", "#console-save-timed");
        assertTrue(Files.readString(root.resolve("timed.txt"))
                .matches("(?s).*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} hello world\n.*"));

        // Settings reach the consoles that are open, and stay.
        action("settings of consoles");
        person.type("#console-lines", "7");
        person.press("#console-set");
        person.until(() -> person.text("#dialog-trouble").contains("100 to 1,000,000"));
        person.type("#console-lines", "500");
        person.type("#console-font-size", "17");
        person.press("#console-set");
        person.until(() -> robot.lookup("#console").queryAs(ConsoleView.class).getFontSize() == 17);
        person.until(() -> text(robot, "#console").contains("hello world"));
        var kept = root.resolve("home/config/window.json");
        person.until(() -> Files.exists(kept) && Files.readString(kept).contains("\"lines\" : 500"));
        person.press("#dive-stop");
        person.until(() -> person.text("#running-dives").equals("no dives"));
    }

    private void save(FxRobot robot, String name, String what) throws TimeoutException {
        action("save\u2026");
        person.type("#console-save-file", root.resolve(name).toString());
        robot.interact(() -> robot.lookup(what).queryAs(RadioButton.class).fire());
        person.press("#console-save-write");
        // The dialog goes when all is written.
        person.until(() -> !person.sees("#console-save-file") && Files.exists(root.resolve(name)));
    }

    @Test
    void theBarSaysInWhichStateAConsoleIs(FxRobot robot) throws TimeoutException, IOException {
        dive("forever");
        person.until(() -> text(robot, "#console").contains("hello world"));
        focus(robot, "#console");
        person.press("#console-hold");
        person.until(() -> on(robot, "#console-hold") && !on(robot, "#console-filter"));
        person.press("#console-hold");
        person.until(() -> !on(robot, "#console-hold"));
        person.press("#console-time-stamps");
        person.until(() -> on(robot, "#console-time-stamps"));
        person.press("#console-find");
        person.until(() -> on(robot, "#console-find"));
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        person.until(() -> on(robot, "#console-filter"));
    }

    private static boolean on(FxRobot robot, String button) {
        return robot.lookup(button)
                .tryQuery()
                .filter(found -> found.getPseudoClassStates().contains(PseudoClass.getPseudoClass("on")))
                .isPresent();
    }

    @Test
    void aRunIsPlayedAgain(FxRobot robot) throws TimeoutException, IOException {
        dive("hello");
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        // As a real dive writes them: the boot line, and the rest ten seconds later.
        var log = engine.runs().find("01K").orElseThrow().console();
        var said = Files.readString(log);
        var times = ByteBuffer.allocate(8 + 4 * Long.BYTES)
                .put("DIVERCT1".getBytes(StandardCharsets.US_ASCII))
                .putLong(0)
                .putLong(1_000_000)
                .putLong(said.indexOf("hello world"))
                .putLong(1_010_000);
        Files.write(log.resolveSibling("console.times"), times.array());
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        person.until(() -> person.sees("#runs-table"));
        robot.interact(() -> robot.lookup("#runs-table")
                .queryAs(TableView.class)
                .getSelectionModel()
                .select(0));
        person.press("#run-open");
        person.until(() -> text(robot, "#run-log").contains("hello world"));
        var place = robot.lookup("#replay-place").queryAs(Slider.class);
        robot.interact(() -> place.setValue(5000));
        person.until(() -> text(robot, "#run-log").contains("snorkel 0.1.0")
                && !text(robot, "#run-log").contains("hello world"));
        person.until(() -> person.text("#replay-time").equals("0:05.0 / 0:10.0"));
        robot.interact(
                () -> robot.lookup("#replay-pauses").queryAs(CheckBox.class).fire());
        person.press("#replay-play");
        person.until(() -> text(robot, "#run-log").contains("hello world"));
        person.until(() -> person.text("#replay-time").equals("0:10.0 / 0:10.0"));
    }

    /** Of what is seen; blank lines below it do not count. */
    private static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
    }

    /** Whether a program runs below this one, which is where the window's shells are. */
    private static boolean runs(String program) {
        return below(program).findAny().isPresent();
    }

    private static List<ProcessHandle> sleeping() {
        return below("sleep").toList();
    }

    private static Stream<ProcessHandle> below(String program) {
        return ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/" + program));
    }

    @Test
    void aTerminalInATrustedNetIsAShell(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("hello", root.resolve("nets"));
        action("terminal");
        // Typed only when the prompt is there, and the editor has opened all that it opens.
        person.until(() -> person.sees("#shell") && !text(robot, "#shell").isBlank());
        focus(robot, "#shell");
        person.until(() -> robot.lookup("#shell").<Node>query().isFocused());
        robot.write("echo $((6*7)):$(basename $PWD)\n");
        try {
            // And until it has prompted again: a key before that comes to a terminal that is not yet the shell's.
            person.until(() -> text(robot, "#shell").matches("(?s).*42:hello\\s+\\S.*"));
        } catch (TimeoutException e) {
            throw new AssertionError("The shell said: " + text(robot, "#shell"), e);
        }
        var prompt = lastLine(text(robot, "#shell"));
        // What runs in it would be lost, and is asked about; the shell alone would not.
        robot.write("sleep 600\n");
        person.until(() -> robot.lookup("#shell").<Node>query().isFocused());
        person.until(() -> runs("sleep"));
        person.does("close the tab");
        person.until(() -> person.sees("#shell-end"));
        person.press("#dialog-cancel");
        person.until(() -> !person.sees("#shell-end"));
        assertTrue(person.sees("#shell"));
        sleeping().forEach(ProcessHandle::destroy);
        person.until(() -> !runs("sleep"));
        person.until(() -> lastLine(text(robot, "#shell")).equals(prompt));
        // The dialog gives the keyboard back when it has gone, to whom it took it from.
        person.until(() -> {
            var shell = robot.lookup("#shell").<Node>query();
            shell.requestFocus();
            return shell.isFocused();
        });
        person.presses(KeyCode.CONTROL, KeyCode.D);
        // With the status of what ran last; a shell that runs takes the next key for its own.
        person.until(
                () -> robot.lookup("Terminal hello (ended with 143)").tryQuery().isPresent());
        person.presses(KeyCode.CONTROL, KeyCode.W);
        person.until(() -> !person.sees("#shell"));
    }
}
