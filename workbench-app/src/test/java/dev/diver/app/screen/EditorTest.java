package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the editor does on a machine without clangd. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class EditorTest {
    private Path root;
    private Path net;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        net = FakeEngine.project(root.resolve("hello"), "hello");
        engine.nets().open(net);
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    @Test
    void worksWithoutClangd(FxRobot robot) throws TimeoutException, IOException {
        var person = new Person(robot, 60);
        person.until(() -> person.sees("#catalog-results"));
        person.opensRecentNet();
        var editor = person.editor();
        person.until(editor::isFocused);
        var original = editor.getText();

        // A comment, and back again; indentation goes on, and one level further behind a brace.
        robot.interact(() -> editor.moveTo(12, 4));
        person.presses(KeyCode.CONTROL, KeyCode.SLASH);
        person.until(() -> editor.getText(12).contains("// "));
        person.presses(KeyCode.CONTROL, KeyCode.SLASH);
        person.until(() -> editor.getText().equals(original));
        var brace = original.indexOf("{\n        uint64_t") + 1;
        robot.interact(() -> editor.moveTo(brace > 0 ? brace : original.lastIndexOf("{") + 1));
        person.presses(KeyCode.ENTER);
        person.until(() -> editor.getText(editor.getCurrentParagraph()).equals("    "));
        robot.interact(() -> editor.getUndoManager().undo());
        person.until(() -> editor.getText().equals(original));

        // The outline finds functions by itself.
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        person.until(() ->
                robot.lookup("#palette-list").<ListView<?>>query().getItems().size() == 2);
        person.type("#palette-field", "main");
        person.presses(KeyCode.ENTER);
        person.until(() -> editor.getText(editor.getCurrentParagraph()).startsWith("int main"));

        // A definition says why it is not known.
        person.until(editor::isFocused);
        person.presses(KeyCode.F12);
        person.until(() -> robot.lookup(".toast").queryAll().size() > 0);

        // A file by its name.
        person.presses(KeyCode.CONTROL, KeyCode.P);
        person.until(() -> person.sees("#palette-field"));
        person.type("#palette-field", "makefile");
        person.until(() -> robot.lookup("#palette-list")
                .<ListView<?>>query()
                .getItems()
                .toString()
                .contains("file-"));
        person.presses(KeyCode.ESCAPE);
    }

    @Test
    void aFileInASingleLineIsShownCutAndOnlyToBeRead(FxRobot robot) throws TimeoutException, IOException {
        var file = net.resolve("src/generated.c");
        Files.writeString(file, "int a; ".repeat(700_000));
        var person = new Person(robot, 60);
        person.until(() -> person.sees("#catalog-results"));
        person.opensRecentNet();
        person.editor();
        person.presses(KeyCode.CONTROL, KeyCode.P);
        person.until(() -> person.sees("#palette-field"));
        person.type("#palette-field", "generated");
        person.until(() -> robot.lookup("#palette-list")
                .<ListView<?>>query()
                .getItems()
                .toString()
                .contains("file-"));
        person.presses(KeyCode.ENTER);
        person.until(() -> cutEditor(robot).isPresent());
        var editor = cutEditor(robot).orElseThrow();
        assertFalse(editor.isEditable());
        assertTrue(editor.getLength() < 20_000, () -> "it shows " + editor.getLength() + " characters");
        person.until(() -> robot.lookup(".editor-question").queryAll().size() == 1);

        // It is shown again, and can be written to, once its lines are of a bearable length.
        Files.writeString(file, "int a;\n");
        person.until(() -> editor.getText().equals("int a;\n") && editor.isEditable());
        person.until(() -> robot.lookup(".editor-question").queryAll().isEmpty());
    }

    private static Optional<CodeArea> cutEditor(FxRobot robot) {
        return robot.lookup("#editor").queryAllAs(CodeArea.class).stream()
                .filter(area -> area.getText().endsWith(" more characters"))
                .findFirst();
    }

    @Test
    void findsAndReplacesInAllFiles(FxRobot robot) throws TimeoutException, IOException {
        var person = new Person(robot, 60);
        person.until(() -> person.sees("#catalog-results"));
        person.opensRecentNet();
        var editor = person.editor();
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        person.type("#search-field", "hello");
        person.press("#search-start");
        person.until(() -> person.text("#search-result").contains("places in"));
        var results = robot.lookup("#search-results").<TreeView<?>>query();
        assertTrue(results.getRoot().getChildren().size() >= 3, "in main.c, Makefile, net.toml");
        var pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
        person.photograph(stage, pictures.resolve("editor-search-light.png"));
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        person.photograph(stage, pictures.resolve("editor-search-dark.png"));
        person.type("#search-replacement", "goodbye");
        person.press("#search-replace");
        person.until(() -> editor.getText().contains("goodbye %s")
                && Files.readString(net.resolve("Makefile")).contains("NAME := goodbye"));
        assertTrue(Files.readString(net.resolve("src/main.c")).contains("hello %s"), "an open file waits to be saved");
        person.pressNamed("Undo");
        person.until(() -> editor.getText().contains("hello %s")
                && Files.readString(net.resolve("Makefile")).contains("NAME := hello"));
    }
}
