package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Leftovers;
import dev.diver.app.screen.Person;
import dev.diver.app.screen.TextConsole;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.cokernel.FilledHome;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Writing C for a real kernel, with a real clangd in its sandbox. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorJourneyTest {
    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private Path root;
    private Path net;
    private Engine engine;
    private Stage stage;
    private Person person;

    /** Not in the window's start, which is not waited for as long as a kernel may take to be built. */
    @BeforeAll
    void makeANet() throws IOException {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var home = DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
        FilledHome.CATALOG.copyTo(home);
        engine = EngineFactory.create(home, System.getenv("PATH"));
        engine.catalog().open(Progress.NONE, new Cancellation());
        net = root.resolve("hello");
        engine.nets()
                .create(
                        net,
                        KernelReference.parse("snorkel:0.1.0-linked"),
                        Optional.empty(),
                        Progress.NONE,
                        new Cancellation());
        Files.writeString(net.resolve("src/greeting.c"), """
                #include "greeting.h"

                int greeting(int times)
                {
                	return times;
                }
                """);
        Files.writeString(net.resolve("src/greeting.h"), "int greeting(int times);\n");
        Files.writeString(net.resolve("src/main.c"), """
                #include <stdio.h>
                #include "greeting.h"

                int main(void)
                {
                	printf("hello\\n");
                	return greeting(0);
                }
                """);
    }

    @Start
    void start(Stage given) {
        stage = given;
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) throws TimeoutException {
        robot.interact(() -> stage.hide());
        // A server ends with its window.
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> ProcessHandle.current().descendants().noneMatch(this::isServer));
        Leftovers.delete(root);
    }

    private boolean isServer(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").contains(root.toString());
    }

    @Test
    void clangdKnowsTheKernelsHeaders(FxRobot robot) throws TimeoutException, IOException {
        person = new Person(robot, 60);
        person.opensRecentNet();
        var editor = person.editor();

        // An error shows while typing, and goes again when it is mended.
        standBehind(robot, editor, "hello\\n\");\n");
        robot.interact(() -> editor.insertText(editor.getCaretPosition(), "\tint x = unknown_name;\n"));
        person.until(() -> problems(robot).contains("unknown_name"));
        person.photograph(stage, pictures.resolve("editor-error.png"));
        robot.interact(() -> editor.getUndoManager().undo());
        person.until(() -> !problems(robot).contains("unknown_name"));

        // Completion offers what a header of the kernel declares, and writes it.
        robot.interact(() -> editor.insertText(editor.getCaretPosition(), "\tput"));
        person.presses(KeyCode.CONTROL, KeyCode.SPACE);
        person.until(() -> completions(robot).contains("puts(const char *"));
        person.photograph(robot.lookup("#completions").query().getScene(), pictures.resolve("editor-completion.png"));
        for (var i = 0; i < 20 && !chosen(robot).startsWith("puts("); i++) {
            person.presses(KeyCode.DOWN);
        }
        assertTrue(chosen(robot).startsWith("puts("), () -> completions(robot));
        person.presses(KeyCode.ENTER);
        person.until(() -> editor.getText().contains("\tputs()"));
        assertEquals("puts(", before(editor).strip(), "the caret stands where the argument goes");
        person.until(() -> text(robot, "#signature").contains("puts(const char *"));
        person.photograph(robot.lookup("#signature").query().getScene(), pictures.resolve("editor-signature.png"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> text(robot, "#signature").isEmpty());
        robot.interact(() -> editor.insertText(editor.getCaretPosition(), "\"\""));
        robot.interact(() -> editor.insertText(editor.getCaretPosition() + 1, ";"));

        // Names have the colours of what they are; the lexer alone does not know what is declared elsewhere.
        person.until(() ->
                editor.getStyleOfChar(editor.getText().indexOf("greeting(0)")).contains("code-function"));
        person.photograph(stage, pictures.resolve("editor-colours.png"));

        // What it is, by the keyboard.
        standBehind(robot, editor, "\tpu");
        person.presses(KeyCode.CONTROL, KeyCode.K);
        person.until(() -> robot.lookup("#hover")
                .tryQueryAs(Label.class)
                .map(Label::getText)
                .orElse("")
                .contains("puts"));

        person.photograph(robot.lookup("#hover").query().getScene(), pictures.resolve("editor-hover.png"));

        // The outline is what clangd knows of the file: it tells types.
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        person.until(() -> outline(robot).contains("main  int (void)"));
        person.photograph(stage, pictures.resolve("editor-outline.png"));
        person.type("#palette-field", "main");
        person.until(() -> robot.lookup("#palette-field").query().isFocused());
        person.presses(KeyCode.ENTER);
        person.until(() -> editor.isFocused()
                && editor.getText(editor.getCurrentParagraph()).startsWith("int main"));

        // Rename changes all files, open or not, and can be undone.
        standBehind(robot, editor, "return gree");
        person.presses(KeyCode.F2);
        person.type("#rename-name", "salute");
        person.press("#rename-accept");
        person.until(() -> editor.getText().contains("return salute(0)"));
        person.until(() -> Files.readString(net.resolve("src/greeting.c")).contains("int salute(int times)"));
        person.until(() -> Files.readString(net.resolve("src/greeting.h")).contains("int salute(int times);"));
        person.pressNamed("Undo");
        person.until(() -> editor.getText().contains("return greeting(0)")
                && Files.readString(net.resolve("src/greeting.c")).contains("int greeting(int times)"));

        // Where it is used.
        person.presses(KeyCode.SHIFT, KeyCode.F12);
        person.until(() -> person.sees("#references"));

        // The definition is in the kernel's header, which can only be read.
        robot.interact(editor::requestFocus);
        standBehind(robot, editor, "\tprin");
        person.presses(KeyCode.F12);
        person.until(() -> robot.lookup("#editor").queryAllAs(CodeArea.class).stream()
                .anyMatch(area -> !area.isEditable()
                        && area.getText(area.getCurrentParagraph()).contains("printf(")));
        person.until(() -> !robot.lookup(".editor-note").queryAll().isEmpty());
        var note = robot.lookup(".editor-note .label").<Label>query().getText();
        assertTrue(note.startsWith("kernel/") && note.contains("stdio.h"), note);
        person.photograph(stage, pictures.resolve("editor-definition.png"));

        // Its process is in a sandbox of its own.
        var server = ProcessHandle.current()
                .descendants()
                .filter(this::isServer)
                .findFirst()
                .orElseThrow();
        assertTrue(server.info().commandLine().orElse("").contains("bwrap")
                || server.info().command().orElse("").contains("prlimit"));
        assertFalse(Files.exists(net.resolve(".cache")), "nothing is written into the project");
    }

    private static void standBehind(FxRobot robot, CodeArea editor, String text) {
        robot.interact(() -> {
            var at = editor.getText().indexOf(text);
            assertTrue(at >= 0, () -> text + " in " + editor.getText());
            editor.moveTo(at + text.length());
            editor.requestFocus();
        });
    }

    private static String before(CodeArea editor) {
        return editor.getText(editor.getCurrentParagraph()).substring(0, editor.getCaretColumn());
    }

    /** What the problems' tab tells; it opens with the first look. */
    private String problems(FxRobot robot) {
        if (!person.sees("#problems")) {
            person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        }
        return robot.lookup("#problems")
                .tryQueryAs(ListView.class)
                .map(list -> list.getItems().toString())
                .orElse("");
    }

    /** What stands in a text that is made of pieces; empty where it is not shown. */
    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAllAs(TextFlow.class).stream()
                .filter(flow ->
                        flow.getScene() != null && flow.getScene().getWindow().isShowing())
                .flatMap(flow -> flow.getChildren().stream())
                .map(piece -> ((Text) piece).getText())
                .collect(Collectors.joining());
    }

    private static String outline(FxRobot robot) {
        return robot.lookup("#palette-list")
                .tryQueryAs(ListView.class)
                .map(list -> list.getItems().toString())
                .orElse("");
    }

    private static String completions(FxRobot robot) {
        return robot.lookup("#completions")
                .tryQueryAs(ListView.class)
                .map(list -> list.getItems().toString())
                .orElse("");
    }

    private static String chosen(FxRobot robot) {
        var list = robot.lookup("#completions").<ListView<?>>query();
        var label = String.valueOf(list.getSelectionModel().getSelectedItem());
        return label.substring(label.indexOf("label=") + "label=".length());
    }
}
