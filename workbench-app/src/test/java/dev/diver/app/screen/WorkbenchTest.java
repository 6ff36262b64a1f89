package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.home.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
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
import org.testfx.util.WaitForAsyncUtils;

/** The window on the fake engine, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkbenchTest {
    private Path root;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        new Workbench(engine, TextConsole::new).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Folders.delete(root);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(15, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean shows(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static void press(FxRobot robot, String id) throws TimeoutException {
        until(() -> shows(robot, id));
        robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
    }

    private static void type(FxRobot robot, String id, String text) throws TimeoutException {
        until(() -> shows(robot, id));
        robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
    }

    private CodeArea editor(FxRobot robot) {
        return robot.lookup("#editor").queryAs(CodeArea.class);
    }

    private void newNet(FxRobot robot, String name) throws TimeoutException {
        press(robot, "#kernel-new-net");
        type(robot, "#new-net-name", name);
        type(robot, "#new-net-directory", root.resolve("nets").toString());
        press(robot, "#new-net-create");
        until(() -> shows(robot, "#editor") && editor(robot).getText().contains("int main"));
    }

    @Test
    void aPersonFindsAKernelBuildsForItAndDives(FxRobot robot) throws TimeoutException, IOException {
        // Search, read, pull.
        type(robot, "#catalog-search", "reference link");
        var results = robot.lookup("#catalog-results").<Node>query();
        assertTrue(results instanceof ListView<?>);
        until(() -> ((ListView<?>) results).getItems().size() == 1);
        until(() -> text(robot, "#kernel-name").equals("snorkel"));
        press(robot, "#kernel-pull");
        until(() -> shows(robot, "#kernel-remove"));
        assertTrue(engine.catalog()
                .search(dev.diver.core.catalog.CatalogQuery.of("reference link"))
                .entries()
                .getFirst()
                .pulled());

        // A new net, an error, the way to it, mended.
        newNet(robot, "hello");
        var editor = editor(robot);
        var at = editor.getText().indexOf(";\n    return 0");
        robot.interact(() -> editor.replaceText(at, at + 1, ""));
        press(robot, "#project-build");
        until(() -> shows(robot, "#problems")
                && !robot.lookup("#problems").queryListView().getItems().isEmpty());
        assertEquals(editor.getText(), Files.readString(root.resolve("nets/hello/src/main.c")), "building saves first");
        robot.interact(() -> editor.moveTo(0));
        robot.clickOn(robot.lookup("#problems").lookup(".list-cell").nth(0).<Node>query());
        until(() -> editor.getCurrentParagraph() == 13);
        robot.interact(() -> editor.insertText(at, ";"));

        // Dive, see what it says and how it ended.
        press(robot, "#project-dive");
        until(() -> shows(robot, "#console-text")
                && robot.lookup("#console-text")
                        .queryAs(TextArea.class)
                        .getText()
                        .contains("hello world"));
        until(() -> text(robot, "#dive-state").equals("exited with status 0"));
        assertTrue(robot.lookup("#problems").tryQuery().isEmpty()
                || robot.lookup("#problems").queryListView().getItems().isEmpty());
        assertEquals("hello", engine.runs().find("01K").orElseThrow().net());
    }

    @Test
    void aForeignProjectIsAskedForAndNothingOfItRunsBefore(FxRobot robot) throws TimeoutException, IOException {
        until(() -> shows(robot, "#catalog-results"));
        var foreign = FakeEngine.project(root.resolve("foreign"), "foreign");
        engine.nets().open(foreign);
        openTheLatestNet(robot);
        until(() -> shows(robot, "#editor"));
        press(robot, "#project-build");
        until(() -> shows(robot, "#trust-accept"));
        assertFalse(engine.nets().isTrusted(foreign));
        press(robot, "#trust-accept");
        until(() -> robot.lookup("#build-output")
                .tryQueryAs(CodeArea.class)
                .filter(area -> area.getText().contains("Built in"))
                .isPresent());
        assertTrue(engine.nets().isTrusted(foreign));
    }

    /** By the list of nets, and by keys alone. */
    private static void openTheLatestNet(FxRobot robot) throws TimeoutException {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        until(() -> shows(robot, "#nets-recent")
                && !robot.lookup("#nets-recent").queryListView().getItems().isEmpty());
        robot.interact(() -> {
            robot.lookup("#nets-recent").queryListView().getSelectionModel().select(0);
            robot.lookup("#nets-recent").queryListView().requestFocus();
        });
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    }

    @Test
    void aDiveThatNeverEndsIsStopped(FxRobot robot) throws TimeoutException {
        until(() -> text(robot, "#kernel-name").equals("snorkel"));
        newNet(robot, "forever");
        press(robot, "#project-dive");
        until(() -> text(robot, "#running-dives").equals("1 dive"));
        press(robot, "#dive-stop");
        until(() -> text(robot, "#dive-state").startsWith("stopped with status 143"));
        until(() -> text(robot, "#running-dives").equals("no dives"));
    }

    @Test
    void unsavedTextComesBack(FxRobot robot) throws TimeoutException, IOException {
        until(() -> text(robot, "#kernel-name").equals("snorkel"));
        newNet(robot, "hello");
        robot.interact(() -> {
            editor(robot).appendText("// unsaved\n");
            editor(robot).requestFocus();
        });
        robot.press(KeyCode.CONTROL, KeyCode.W).release(KeyCode.W, KeyCode.CONTROL);
        until(() -> !shows(robot, "#editor"));
        var drafts = root.resolve("home/data/drafts");
        until(() -> Files.isDirectory(drafts) && drafts.toFile().list().length == 1);
        assertFalse(Files.readString(root.resolve("nets/hello/src/main.c")).contains("unsaved"));
        robot.interact(() -> robot.lookup("#files")
                .queryAs(javafx.scene.control.TreeView.class)
                .requestFocus());
        // Opening the net again opens its main file again.
        openTheLatestNet(robot);
        until(() -> robot.lookup("Restore it").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("Restore it").queryButton().fire());
        until(() -> editor(robot).getText().endsWith("// unsaved\n"));
    }

    @Test
    void paletteThemeAndRunsByKeyboard(FxRobot robot) throws TimeoutException, IOException {
        until(() -> shows(robot, "#catalog-results"));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        type(robot, "#palette-field", "theme");
        var before = Application.getUserAgentStylesheet();
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> !Application.getUserAgentStylesheet().equals(before));
        var kept = root.resolve("home/config/window.json");
        until(() -> Files.exists(kept) && Files.readString(kept).contains("\"dark\""));

        robot.press(KeyCode.CONTROL, KeyCode.DIGIT4).release(KeyCode.DIGIT4, KeyCode.CONTROL);
        until(() -> shows(robot, "#runs-table"));
        var table = robot.lookup("#runs-table").queryAs(TableView.class);
        until(() -> table.getItems().size() == 40);
        type(robot, "#runs-search", "page fault");
        until(() -> table.getItems().size() < 10);
        robot.interact(() -> table.getSelectionModel().select(0));
        press(robot, "#run-delete");
        press(robot, "#run-open");
        until(() -> shows(robot, "#run-log"));
    }

    @Test
    void netTomlIsCheckedLiveAndTheFormWritesIt(FxRobot robot) throws TimeoutException, IOException {
        until(() -> text(robot, "#kernel-name").equals("snorkel"));
        newNet(robot, "hello");
        var file = root.resolve("nets/hello/net.toml");
        press(robot, "#project-options");
        type(robot, "#option-cpus", "65");
        type(robot, "#option-memory", "256MiB");
        until(() -> Files.readString(file).contains("memory = \"256MiB\""));
        assertTrue(Files.readString(file).contains("cpus = 1"), "what is wrong is not written");
        assertTrue(Files.readString(file).contains("# What this net is"), "comments stay");

        var tree = robot.lookup("#files").<javafx.scene.control.TreeView<?>>query();
        robot.interact(() -> tree.getSelectionModel().select(tree.getExpandedItemCount() - 1));
        robot.interact(tree::requestFocus);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> shows(robot, "#editor") && editor(robot).getText().contains("[dive.vm]"));
        robot.interact(() -> editor(robot).appendText("cpuz = 4\n"));
        until(() -> editor(robot).getStyleSpans(0, editor(robot).getLength()).stream()
                .anyMatch(span -> span.getStyle().contains("mark-error")));
    }

    @Test
    void whatAnotherProgramWritesIsTakenOver(FxRobot robot) throws TimeoutException, IOException {
        until(() -> text(robot, "#kernel-name").equals("snorkel"));
        newNet(robot, "hello");
        WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
        var file = root.resolve("nets/hello/src/main.c");
        Files.writeString(file, "int main(void) { return 7; }\n");
        until(() -> editor(robot).getText().contains("return 7"));
        robot.interact(() -> editor(robot).appendText("// mine\n"));
        Files.writeString(file, "int main(void) { return 8; }\n");
        until(() -> robot.lookup("Keep mine").tryQuery().isPresent());
        assertTrue(editor(robot).getText().contains("// mine"));
    }
}
