package dev.diver.app.screen.project;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.Objects;
import javafx.application.Application;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** An editor's text for measurements, with all that a key starts in it. */
public final class TextBench {
    private final BorderPane root = new BorderPane();
    private CodeArea area;

    /** What is made of a file before the screen's thread has to do with it. */
    public static final class Loaded {
        private final LoadedText text;

        private Loaded(LoadedText text) {
            this.text = text;
        }
    }

    /** Reads a file, as when it is opened. Blocks. */
    public static Loaded load(Path file) {
        return new Loaded(LoadedText.of(file));
    }

    public Scene scene(double width, double height) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        root.getStyleClass().add("workbench");
        var scene = new Scene(root, width, height);
        var sheet = TextBench.class.getResource("/dev/diver/app/screen/workbench.css");
        scene.getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        return scene;
    }

    /** Shows it in place of what was there. */
    public void show(Loaded loaded) {
        var made = new EditorArea(loaded.text);
        area = made.area();
        new Typing(area, loaded.text.language());
        root.setCenter(new VirtualizedScrollPane<>(area));
    }

    /** Goes to the middle of the text, with the keyboard. */
    public void middle() {
        area.moveTo(area.getParagraphs().size() / 2, 0);
        area.requestFollowCaret();
        area.requestFocus();
    }

    /** A letter is typed; now and then a line's end. */
    public void key(int number) {
        if (number % 40 == 39) {
            fire(KeyEvent.KEY_PRESSED, "", KeyCode.ENTER);
        } else {
            fire(KeyEvent.KEY_TYPED, number % 8 == 7 ? " " : "x", KeyCode.UNDEFINED);
        }
    }

    private void fire(javafx.event.EventType<KeyEvent> type, String character, KeyCode code) {
        Event.fireEvent(area, new KeyEvent(type, character, character, code, false, false, false, false));
    }

    /** How long the text is. */
    public int length() {
        return area.getLength();
    }
}
