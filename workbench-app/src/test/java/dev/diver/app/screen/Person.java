package dev.diver.app.screen;

import dev.diver.console.debug.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
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
import org.testfx.util.WaitForAsyncUtils;

/** Somebody before the window, who waits for what there is to see before the next move. */
public final class Person {
    private final FxRobot robot;
    private final long patience;

    /** @param patience seconds after which something that does not come is a failure */
    public Person(FxRobot robot, long patience) {
        this.robot = robot;
        this.patience = patience;
    }

    /** Looks on the JavaFX thread: from another, the scene changes while one looks. */
    public void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                patience,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    public boolean sees(String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    /** What a label or button says; empty where it is not there. */
    public String text(String id) {
        return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
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
        return robot.lookup("#debug-frames")
                .<ListView<Frame>>tryQuery()
                .map(list ->
                        list.getItems().stream().map(Frame::function).toList().toString())
                .orElse("");
    }

    public CodeArea editor() {
        return robot.lookup("#editor").queryAs(CodeArea.class);
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
