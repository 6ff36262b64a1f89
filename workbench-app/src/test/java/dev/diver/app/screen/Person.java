package dev.diver.app.screen;

import dev.diver.console.debug.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.testfx.api.FxRobot;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody before the window, who waits for what there is to see before the next move. */
public final class Person {
    /** As long as one look may take. */
    private static final long LOOK_MS = 60_000;

    private final FxRobot robot;
    private final long patience;

    /** @param patience seconds after which something that does not come is a failure */
    public Person(FxRobot robot, long patience) {
        this.robot = robot;
        this.patience = patience;
    }

    /** What is looked at need not be there yet. */
    public void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                patience,
                TimeUnit.SECONDS,
                () -> onScreen(() -> {
                    try {
                        return condition.call();
                    } catch (EmptyNodeQueryException e) {
                        return false;
                    }
                }));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Looks on the JavaFX thread: from another, the scene changes while one looks. */
    private static <T> T onScreen(Callable<T> look) {
        return WaitForAsyncUtils.waitForAsyncFx(LOOK_MS, look);
    }

    public boolean sees(String id) {
        return onScreen(
                () -> robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent());
    }

    /** What a label or button says; empty where it is not there. */
    public String text(String id) {
        return onScreen(() ->
                robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
    }

    /** Clicks on what is found, once it stands still. */
    public void clicks(Callable<Node> found) throws TimeoutException {
        standsStill(found);
        robot.clickOn(onScreen(found));
    }

    /** Waits until what is found is where it will be: parts of the window may still be getting their size. */
    public void standsStill(Callable<? extends Node> found) throws TimeoutException {
        var last = new Bounds[1];
        until(() -> {
            var node = found.call();
            var before = last[0];
            last[0] = node.localToScreen(node.getLayoutBounds());
            return last[0] != null
                    && last[0].equals(before)
                    && !node.getScene().getRoot().isNeedsLayout();
        });
    }

    public void press(String id) throws TimeoutException {
        until(() -> sees(id) && !robot.lookup(id).queryAs(Button.class).isDisabled());
        robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
    }

    /** Presses the button that says so, such as one of a message, which may move while one points at it. */
    public void pressNamed(String name) throws TimeoutException {
        until(() -> robot.lookup(named(name)).tryQuery().isPresent());
        robot.interact(() -> robot.lookup(named(name)).queryAs(Button.class).fire());
    }

    private static Predicate<Node> named(String name) {
        return node -> node instanceof Button button && name.equals(button.getText()) && button.getScene() != null;
    }

    public void type(String id, String text) throws TimeoutException {
        until(() -> sees(id));
        robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
    }

    public void presses(KeyCode... keys) {
        robot.press(keys);
        var back = keys.clone();
        for (var i = 0; i < keys.length; i++) {
            back[i] = keys[keys.length - 1 - i];
        }
        robot.release(back);
    }

    /** Opens the net that was opened last, and waits for its main file, which takes the keyboard. */
    public void opensRecentNet() throws TimeoutException {
        presses(KeyCode.CONTROL, KeyCode.DIGIT2);
        until(() -> sees("#nets-recent")
                && !robot.lookup("#nets-recent").queryListView().getItems().isEmpty());
        robot.interact(() -> {
            robot.lookup("#nets-recent").queryListView().getSelectionModel().select(0);
            robot.lookup("#nets-recent").queryListView().requestFocus();
        });
        presses(KeyCode.ENTER);
        until(() -> sees("#editor"));
    }

    /**
     * Goes to the last run's system calls.
     *
     * @param runs that there are
     * @param more than so many different calls are waited for
     */
    public void opensSystemCalls(int runs, int more) throws TimeoutException {
        presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        until(() -> sees("#runs-table"));
        var table = robot.lookup("#runs-table").queryAs(TableView.class);
        until(() -> table.getItems().size() == runs);
        robot.interact(() -> table.getSelectionModel().select(0));
        press("#run-syscalls");
        until(() -> sees("#syscalls-list")
                && robot.lookup("#syscalls-list").queryListView().getItems().size() > more);
    }

    /** Does what the palette has under these words. */
    public void does(String words) throws TimeoutException {
        press("#palette-open");
        type("#palette-field", words);
        until(() -> robot.lookup("#palette-list")
                        .queryListView()
                        .getSelectionModel()
                        .getSelectedIndex()
                == 0);
        presses(KeyCode.ENTER);
    }

    /** The functions that a stopped guest is in, as the debugger's stack shows them. */
    public String stack() {
        return onScreen(() -> robot.lookup("#debug-frames")
                .<ListView<Frame>>tryQuery()
                .map(list ->
                        list.getItems().stream().map(Frame::function).toList().toString())
                .orElse(""));
    }

    public CodeArea editor() {
        return onScreen(() -> robot.lookup("#editor").queryAs(CodeArea.class));
    }

    /** Creates a net of the chosen kernel, and waits until its source stands in the editor. */
    public void newNet(String name, Path parent) throws TimeoutException {
        press("#kernel-new-net");
        type("#new-net-name", name);
        type("#new-net-directory", parent.toString());
        press("#new-net-create");
        until(() -> sees("#editor") && editor().getText().contains("int main"));
    }

    /** Writes what the window shows as PNG. */
    public void photograph(Stage stage, Path file) throws IOException {
        photograph(stage.getScene(), file);
    }

    /** The same of what is in a window of its own, such as a list that pops up. */
    public void photograph(Scene scene, Path file) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        var written = new IOException[1];
        robot.interact(() -> {
            try {
                Pictures.write(scene, file);
            } catch (IOException e) {
                written[0] = e;
            }
        });
        if (written[0] != null) {
            throw written[0];
        }
    }
}
