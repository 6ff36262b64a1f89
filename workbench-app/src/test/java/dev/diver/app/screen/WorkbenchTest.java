package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window on the fake engine, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class WorkbenchTest {
    private Path root;
    private Engine engine;
    private Stage stage;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
        // The window is one for all tests of a process, and another one may have made it larger.
        stage.setWidth(1280);
        stage.setHeight(800);
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

    @Test
    void aPersonFindsAKernelBuildsForItAndDives(FxRobot robot) throws TimeoutException, IOException {
        // Search, read, pull.
        person.type("#catalog-search", "ipxe");
        person.until(() -> person.text("#kernel-name").equals("ipxe"));
        assertTrue(person.text("#kernel-alike").startsWith("ipxe is not lab/1pxe, which looks like it."));
        person.type("#catalog-search", "reference link");
        person.until(() ->
                robot.lookup("#catalog-results").queryListView().getItems().size() == 1);
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.press("#kernel-pull");
        person.until(() -> person.sees("#kernel-remove"));
        assertTrue(engine.catalog()
                .search(dev.diver.core.catalog.CatalogQuery.of("reference link"))
                .entries()
                .getFirst()
                .pulled());

        // A new net, an error, the way to it, mended.
        person.newNet("hello", root.resolve("nets"));
        var editor = person.editor();
        var at = editor.getText().indexOf(";\n    return 0");
        robot.interact(() -> editor.replaceText(at, at + 1, ""));
        person.press("#project-build");
        person.until(() -> person.sees("#problems")
                && !robot.lookup("#problems").queryListView().getItems().isEmpty());
        assertEquals(editor.getText(), Files.readString(root.resolve("nets/hello/src/main.c")), "building saves first");
        robot.interact(() -> editor.moveTo(0));
        person.clicks(
                () -> robot.lookup("#problems").lookup(".list-cell").nth(0).query());
        person.until(() -> editor.getCurrentParagraph() == 13);
        robot.interact(() -> editor.insertText(at, ";"));

        // Dive, see what it says and how it ended.
        person.press("#project-dive");
        person.until(() -> person.sees("#console-text")
                && robot.lookup("#console-text")
                        .queryAs(TextArea.class)
                        .getText()
                        .contains("hello world"));
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        assertTrue(robot.lookup("#problems").tryQuery().isEmpty()
                || robot.lookup("#problems").queryListView().getItems().isEmpty());
        assertEquals("hello", engine.runs().find("01K").orElseThrow().net());
    }

    @Test
    void aKernelIsLookedAtAndThenImported(FxRobot robot) throws TimeoutException {
        person.until(() -> person.sees("#catalog-results"));
        person.press("#catalog-import");
        person.until(() -> person.sees("#import-source"));
        assertTrue(robot.lookup("#import-look").queryButton().isDisabled(), "there is nothing to look at");
        person.type("#import-source", root.resolve("theirs.elf").toString());
        person.press("#import-look");
        person.until(() -> person.sees("#import-name"));
        person.type("#import-name", "theirs");
        person.press("#import-add");
        person.until(() -> person.text("#kernel-name").equals("theirs"));
        assertEquals(
                "theirs",
                engine.catalog().show(KernelReference.parse("theirs:0.1.0")).name());
    }

    @Test
    void aForeignProjectIsAskedForAndNothingOfItRunsBefore(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results"));
        var foreign = FakeEngine.project(root.resolve("foreign"), "foreign");
        engine.nets().open(foreign);
        person.opensRecentNet();
        person.press("#project-build");
        person.until(() -> person.sees("#trust-accept"));
        assertFalse(engine.nets().isTrusted(foreign));
        person.press("#trust-accept");
        person.until(() -> robot.lookup("#build-output")
                .tryQueryAs(CodeArea.class)
                .filter(area -> area.getText().contains("Built in"))
                .isPresent());
        assertTrue(engine.nets().isTrusted(foreign));
    }

    @Test
    void aDiveThatNeverEndsIsStopped(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("forever", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.text("#running-dives").equals("1 dive"));
        person.press("#dive-stop");
        person.until(() -> person.text("#dive-state").startsWith("stopped with status 143"));
        person.until(() -> person.text("#running-dives").equals("no dives"));
    }

    @Test
    void aGuestThatRunsGetsControlKeysThatAreShortcutsElsewhere(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.presses(KeyCode.CONTROL, KeyCode.P);
        person.until(() -> person.sees("#palette-field"));
        person.presses(KeyCode.ESCAPE);
        person.newNet("forever", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.text("#running-dives").equals("1 dive") && person.sees("#console"));
        robot.interact(() -> robot.lookup("#console").<Node>query().requestFocus());
        person.presses(KeyCode.CONTROL, KeyCode.W);
        person.presses(KeyCode.CONTROL, KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(person.sees("#console"), "Ctrl+W is the guest's");
        assertFalse(person.sees("#palette-field"), "and Ctrl+P");
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        person.until(() -> person.sees("#palette-field"));
        person.presses(KeyCode.ESCAPE);
        person.press("#dive-stop");
        person.until(() -> person.text("#running-dives").equals("no dives"));
        robot.interact(() -> robot.lookup("#console").<Node>query().requestFocus());
        person.presses(KeyCode.CONTROL, KeyCode.W);
        person.until(() -> !person.sees("#console"));
    }

    @Test
    void theLowerPartGoesAndComesBackWhenItIsNeeded(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("hello", root.resolve("nets"));
        person.press("#project-dive");
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        person.presses(KeyCode.CONTROL, KeyCode.J);
        person.until(() -> !person.sees("#console") && person.editor().isFocused());
        person.presses(KeyCode.CONTROL, KeyCode.J);
        person.until(() -> person.sees("#console") && person.text("#dive-state").equals("exited with status 0"));
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.J);
        person.until(() -> !person.sees("#console"));
        person.press("#project-dive");
        person.until(() -> person.sees("#console"));
    }

    @Test
    void theMenuHasEachActionOnceAndDoesIt(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.presses(KeyCode.F10);
        person.until(() -> menu().isPresent());
        var items = menu().orElseThrow().getItems().stream()
                .flatMap(group -> ((Menu) group).getItems().stream())
                .toList();
        var ids = items.stream().map(MenuItem::getId).toList();
        assertEquals(Set.copyOf(ids).size(), ids.size());
        assertTrue(ids.containsAll(List.of(
                "menu-kernel-pull", "menu-project-dive", "menu-project-open", "menu-go-runs", "menu-shortcuts")));
        assertTrue(items.get(ids.indexOf("menu-project-dive")).getStyleClass().contains("off"));
        robot.interact(() -> items.get(ids.indexOf("menu-go-machine")).fire());
        robot.interact(() -> menu().orElseThrow().hide());
        person.until(() -> person.sees("#machine-examine"));
    }

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof ContextMenu menu && "app-menu".equals(menu.getId()))
                .map(ContextMenu.class::cast)
                .findFirst();
    }

    @Test
    void theStatusBarOpensWhatItNames(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#accelerator").contains("measured"));
        person.press("#accelerator");
        person.until(() -> person.sees("#machine-examine"));
        person.press("#running-dives");
        person.press("#running-all");
        person.until(() -> person.sees("#runs-table"));
    }

    @Test
    void aKernelsPageLeadsToItsOtherVersions(FxRobot robot) throws TimeoutException {
        person.type("#catalog-search", "reference link");
        person.until(() -> person.sees("#kernel-version-0-1-0-loader")
                && robot.lookup("#catalog-results").queryListView().getItems().size() == 1);
        robot.interact(() -> robot.lookup("#kernel-version-0-1-0-loader")
                .queryAs(Hyperlink.class)
                .fire());
        person.until(() -> person.sees("#kernel-version-0-1-0-linked"));
        assertEquals(
                1, robot.lookup("#catalog-results").queryListView().getItems().size(), "the search stays");
    }

    @Test
    void unsavedTextComesBack(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("hello", root.resolve("nets"));
        robot.interact(() -> {
            person.editor().appendText("// unsaved\n");
            person.editor().requestFocus();
        });
        person.presses(KeyCode.CONTROL, KeyCode.W);
        person.until(() -> !person.sees("#editor"));
        var drafts = root.resolve("home/data/drafts");
        person.until(() -> Files.isDirectory(drafts) && drafts.toFile().list().length == 1);
        assertFalse(Files.readString(root.resolve("nets/hello/src/main.c")).contains("unsaved"));
        robot.interact(() -> robot.lookup("#files")
                .queryAs(javafx.scene.control.TreeView.class)
                .requestFocus());
        // Opening the net again opens its main file again.
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT2);
        person.until(() -> person.sees("#nets-recent")
                && !robot.lookup("#nets-recent").queryListView().getItems().isEmpty());
        robot.interact(() -> {
            robot.lookup("#nets-recent").queryListView().getSelectionModel().select(0);
            robot.lookup("#nets-recent").queryListView().requestFocus();
        });
        person.presses(KeyCode.ENTER);
        person.until(() -> robot.lookup("Restore it").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("Restore it").queryButton().fire());
        person.until(() -> person.editor().getText().endsWith("// unsaved\n"));
    }

    @Test
    void paletteThemeAndRunsByKeyboard(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results"));
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        person.type("#palette-field", "theme");
        var before = Application.getUserAgentStylesheet();
        person.presses(KeyCode.ENTER);
        person.until(() -> !Application.getUserAgentStylesheet().equals(before));
        var kept = root.resolve("home/config/window.json");
        person.until(() -> Files.exists(kept) && Files.readString(kept).contains("\"dark\""));

        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        person.until(() -> person.sees("#runs-table"));
        var table = robot.lookup("#runs-table").queryAs(TableView.class);
        person.until(() -> table.getItems().size() == 40);
        person.type("#runs-search", "page fault");
        person.until(() -> table.getItems().size() < 10);
        person.type("#runs-search", "no such run");
        person.press("#runs-all");
        person.until(() -> table.getItems().size() == 40);
        person.type("#runs-search", "page fault");
        person.until(() -> table.getItems().size() < 10);
        robot.interact(() -> table.getSelectionModel().select(0));
        person.press("#run-delete");
        person.press("#run-open");
        person.until(() -> person.sees("#run-log"));
        person.press("#run-copy-command");
        robot.interact(() -> assertEquals(
                "qemu-system-x86_64 -M pc -m 128M -kernel build/hello",
                Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void netTomlIsCheckedLiveAndTheFormWritesIt(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("hello", root.resolve("nets"));
        var file = root.resolve("nets/hello/net.toml");
        person.press("#project-options");
        person.type("#option-cpus", "65");
        person.type("#option-memory", "256MiB");
        person.until(() -> Files.readString(file).contains("memory = \"256MiB\""));
        assertTrue(Files.readString(file).contains("cpus = 1"), "what is wrong is not written");
        assertTrue(Files.readString(file).contains("# What this net is"), "comments stay");

        var tree = robot.lookup("#files").<javafx.scene.control.TreeView<?>>query();
        person.until(() -> String.valueOf(tree.getTreeItem(tree.getExpandedItemCount() - 1))
                .contains("net.toml"));
        robot.interact(() -> tree.getSelectionModel().select(tree.getExpandedItemCount() - 1));
        robot.interact(tree::requestFocus);
        person.presses(KeyCode.ENTER);
        person.until(() -> person.sees("#editor") && person.editor().getText().contains("[dive.vm]"));
        robot.interact(() -> person.editor().appendText("cpuz = 4\n"));
        person.until(() -> person.editor().getStyleSpans(0, person.editor().getLength()).stream()
                .anyMatch(span -> span.getStyle().contains("mark-error")));
    }

    @Test
    void whatAnotherProgramWritesIsTakenOver(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.newNet("hello", root.resolve("nets"));
        var file = root.resolve("nets/hello/src/main.c");
        Files.writeString(file, "int main(void) { return 7; }\n");
        person.until(() -> person.editor().getText().contains("return 7"));
        robot.interact(() -> person.editor().appendText("// mine\n"));
        Files.writeString(file, "int main(void) { return 8; }\n");
        person.until(() -> robot.lookup("Keep mine").tryQuery().isPresent());
        assertTrue(person.editor().getText().contains("// mine"));
    }

    @Test
    void aNarrowCatalogShowsItsFacetsWhenTheyAreAskedFor(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel") && person.sees("#catalog-facets"));
        assertFalse(person.sees("#catalog-narrowing"), "there is room for all");
        person.newNet("hello", root.resolve("nets"));
        person.press("#project-options");
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        person.until(() -> person.sees("#catalog-narrowing") && !person.sees("#catalog-facets"));
        assertTrue(person.sees("#kernel-page"));
        robot.interact(() -> robot.lookup("#catalog-narrowing")
                .queryAs(javafx.scene.control.ToggleButton.class)
                .fire());
        person.until(() -> person.sees("#catalog-facets") && person.sees("#catalog-results"));
    }

    @Test
    void aKernelIsComparedWithAnother(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.press("#kernel-compare");
        person.until(() ->
                person.sees("#compare-facts") && person.text("#compare-left").equals("snorkel:0.1.0-linked"));
        var others = robot.lookup("#compare-other").<javafx.scene.control.ComboBox<Object>>query();
        assertTrue(others.getItems().getFirst().toString().startsWith("snorkel:"), "its other versions come first");
        robot.interact(() -> others.setValue(others.getItems().stream()
                .filter(other -> other.toString().startsWith("linux:6.1-cloud"))
                .findFirst()
                .orElseThrow()));
        person.until(
                () -> robot.lookup("#compare-facts").lookup("linux").tryQuery().isPresent());
        person.press("#compare-show");
        person.until(() -> person.text("#kernel-name").equals("linux"));
    }
}
