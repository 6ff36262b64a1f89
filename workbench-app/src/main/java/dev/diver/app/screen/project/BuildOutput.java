package dev.diver.app.screen.project;

import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Tasks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** What the build says, line by line; a click on a place in a file goes there. */
final class BuildOutput extends FixedDocument {
    static final String ID = "build";
    private static final int MOST_LINES = 5000;
    private static final Pattern PLACE = Pattern.compile("^([^:\\s][^:]*):(\\d+)(?::(\\d+))?: ");
    private final CodeArea area = new CodeArea();
    private final Node content = new VirtualizedScrollPane<>(area);
    /** Lines that are not shown yet, and guarded by itself; of a flood only the last, as only these would stay. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private final Tasks tasks;
    private final PlaceOpener opener;

    /** Goes to a place of a file, its path as the compiler wrote it. */
    @FunctionalInterface
    interface PlaceOpener {
        void open(String file, int line, int column);
    }

    BuildOutput(Tasks tasks, PlaceOpener opener) {
        super(ID, "Build", MaterialDesignH.HAMMER);
        this.tasks = tasks;
        this.opener = opener;
        area.setId("build-output");
        area.setEditable(false);
        area.getStyleClass().addAll("editor", "build-output");
        area.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> clicked());
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public void focus() {
        // The keyboard stays where it is: a build must not take it from the editor.
    }

    void clear() {
        synchronized (waiting) {
            waiting.clear();
        }
        area.clear();
    }

    /** From any thread; many lines are shown in one go. */
    void line(String line) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            if (waiting.size() == MOST_LINES) {
                waiting.removeFirst();
            }
            waiting.addLast(line);
        }
        if (first) {
            tasks.onScreen(this::showWaiting);
        }
    }

    private void showWaiting() {
        var text = new StringBuilder();
        synchronized (waiting) {
            waiting.forEach(line -> text.append(line).append('\n'));
            waiting.clear();
        }
        var from = area.getLength();
        area.appendText(text.toString());
        var surplus = area.getParagraphs().size() - MOST_LINES;
        if (surplus > 0) {
            area.deleteText(0, 0, surplus, 0);
        }
        colour(Math.min(from, area.getLength()));
        area.moveTo(area.getLength());
        area.requestFollowCaret();
    }

    private void colour(int from) {
        var first = area.offsetToPosition(from, org.fxmisc.richtext.model.TwoDimensional.Bias.Backward)
                .getMajor();
        for (var i = first; i < area.getParagraphs().size(); i++) {
            var line = area.getText(i);
            var style = line.contains("error:") || line.contains("***")
                    ? "output-error"
                    : line.contains("warning:") ? "output-warning" : "";
            if (!style.isEmpty()) {
                area.setStyleClass(area.getAbsolutePosition(i, 0), area.getAbsolutePosition(i, line.length()), style);
            }
        }
    }

    private void clicked() {
        if (area.getSelection().getLength() > 0) {
            return;
        }
        var match = PLACE.matcher(area.getText(area.getCurrentParagraph()));
        if (match.find() && match.group(2).length() < 8) {
            var column = match.group(3) == null || match.group(3).length() > 7 ? 0 : Integer.parseInt(match.group(3));
            opener.open(match.group(1), Integer.parseInt(match.group(2)), column);
        }
    }
}
