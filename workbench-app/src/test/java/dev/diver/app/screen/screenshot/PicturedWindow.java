package dev.diver.app.screen.screenshot;

import dev.diver.app.screen.Pictures;
import dev.diver.app.screen.common.Png;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;

/** The window of a workbench, used as a person does, and its pictures. Not on the JavaFX thread. */
public final class PicturedWindow {
    private final Stage stage;
    private final Path root;
    private final Path out;
    private final String suffix;

    /**
     * @param root has the person's home, and room for nets
     * @param out the folder for the pictures
     * @param suffix of their names
     */
    public PicturedWindow(Stage stage, Path root, Path out, String suffix) {
        this.stage = stage;
        this.root = root;
        this.out = out;
        this.suffix = suffix;
    }

    Path root() {
        return root;
    }

    // Pictures

    void picture(String name) throws Exception {
        onScreen(() -> {
            Pictures.write(stage.getScene(), out.resolve(name + suffix + ".png"));
            return null;
        });
    }

    /** What stands in windows of its own: menus, lists that pop up. */
    void popups(String name) throws Exception {
        onScreen(() -> {
            var count = 0;
            for (var window : List.copyOf(Window.getWindows())) {
                if (window != stage && window.isShowing() && window.getScene().getWidth() > 1) {
                    Pictures.write(window.getScene(), out.resolve(name + count++ + suffix + ".png"));
                    // It would get the next Escape.
                    window.hide();
                }
            }
            return null;
        });
    }

    /** The window with what stands in windows of its own, where it stands. */
    void screen(String name, int patience) throws Exception {
        Thread.sleep(patience);
        onScreen(() -> {
            var all =
                    new Robot().getScreenCapture(null, stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            Files.write(out.resolve(name + suffix + ".png"), Png.of(all));
            return null;
        });
    }

    // What a person does

    /** Waits for it: a busy machine takes its time. */
    void press(String id) throws Exception {
        await(id);
        this.<Button>with(id, Button::fire);
    }

    void await(String id) throws Exception {
        for (var waited = 0; waited < 100 && !onScreen(() -> isThere(id)); waited++) {
            Thread.sleep(100);
        }
    }

    private boolean isThere(String id) {
        return stage.getScene() != null && stage.getScene().lookup(id) != null;
    }

    void set(String id, String text) throws Exception {
        this.<TextField>with(id, field -> field.setText(text));
    }

    /** Into the field that has the keyboard. */
    void overtype(String text) throws Exception {
        onScreen(() -> {
            ((TextField) stage.getScene().getFocusOwner()).setText(text);
            return null;
        });
    }

    void edit(Consumer<CodeArea> change) throws Exception {
        with("#editor", change);
    }

    void typing(String text) throws Exception {
        for (var letter : text.split("")) {
            edit(area -> {
                area.requestFocus();
                area.fireEvent(new KeyEvent(
                        KeyEvent.KEY_TYPED, letter, letter, KeyCode.UNDEFINED, false, false, false, false));
            });
            Thread.sleep(60);
        }
    }

    void key(KeyCode code, boolean control, boolean shift) throws Exception {
        key(code, control, shift, false);
    }

    void key(KeyCode code, boolean control, boolean shift, boolean alt) throws Exception {
        onScreen(() -> {
            var owner = stage.getScene().getFocusOwner();
            Node target = owner == null ? stage.getScene().getRoot() : owner;
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                target.fireEvent(new KeyEvent(type, "", "", code, shift, control, alt, false));
            }
            return null;
        });
        Thread.sleep(200);
    }

    void choose(String list, int index) throws Exception {
        await(list);
        this.<ListView<?>>with(list, view -> view.getSelectionModel().select(index));
        Thread.sleep(500);
    }

    void selectRun(int row) throws Exception {
        this.<TableView<?>>with(
                "#runs-table", table -> table.getSelectionModel().select(row));
    }

    void toggle(String id) throws Exception {
        this.<ToggleButton>with(id, ToggleButton::fire);
    }

    /** Of the kernel that is shown. */
    void newNet(String name) throws Exception {
        press("#kernel-new-net");
        await("#new-net-name");
        set("#new-net-name", name);
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
    }

    @SuppressWarnings("unchecked")
    <T extends Node> void with(String id, Consumer<T> use) throws Exception {
        onScreen(() -> {
            var found = (T) stage.getScene().lookup(id);
            if (found == null) {
                throw new IllegalStateException("no " + id);
            }
            use.accept(found);
            return null;
        });
    }

    public static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
