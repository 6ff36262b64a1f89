package dev.diver.app.screen.publish;

import dev.diver.core.text.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javafx.scene.control.TextArea;

/** What programs say, the last lines of it. */
final class OutputText {
    private static final int MOST_LINES = 500;
    private static final int LONGEST = 500;

    private final TextArea area = new TextArea();
    private final Consumer<Runnable> screen;
    /** Guarded by itself, with what follows. */
    private final Deque<String> lines = new ArrayDeque<>();

    private boolean waiting;

    /** @param screen runs something on the screen's thread */
    OutputText(Consumer<Runnable> screen) {
        this.screen = screen;
        area.setId("publish-output");
        area.setEditable(false);
        area.setPrefRowCount(9);
        area.getStyleClass().add("code-text");
        area.visibleProperty().bind(area.textProperty().isNotEmpty());
        area.managedProperty().bind(area.visibleProperty());
    }

    TextArea node() {
        return area;
    }

    /** On the screen's thread. */
    void clear() {
        synchronized (lines) {
            lines.clear();
        }
        area.clear();
    }

    /** From any thread; however much is said, at most one drawing waits. */
    void hear(String line) {
        synchronized (lines) {
            lines.addLast(PlainText.line(line, LONGEST));
            if (lines.size() > MOST_LINES) {
                lines.removeFirst();
            }
            if (waiting) {
                return;
            }
            waiting = true;
        }
        screen.accept(this::draw);
    }

    private void draw() {
        String all;
        synchronized (lines) {
            waiting = false;
            all = String.join("\n", lines);
        }
        area.setText(all);
        area.positionCaret(area.getLength());
    }
}
