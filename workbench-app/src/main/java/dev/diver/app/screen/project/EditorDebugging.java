package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.debug.BreakpointEntry;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import javafx.util.Subscription;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** What debugging adds to an editor: breakpoints beside the lines, and the line where the guest stands. */
final class EditorDebugging {
    private static final String CURRENT = "debug-line";

    private final CodeArea area;
    private final Path file;
    private final DebugDesk debug;
    private final Supplier<Path> net;
    private final BreakpointColumn column;
    private final Subscription subscriptions;
    private List<BreakpointEntry> shown = List.of();
    private int current;

    /** @param net the directory of the net that new breakpoints belong to */
    EditorDebugging(EditorArea editor, Path file, DebugDesk debug, Supplier<Path> net) {
        this.area = editor.area();
        this.file = file;
        this.debug = debug;
        this.net = net;
        column = new BreakpointColumn(file, debug.breakpoints(), debug.dialogs(), this::toggle);
        shown = debug.breakpoints().in(file);
        editor.leading(column);
        var changes = area.plainTextChanges().subscribe(change -> {
            var at = area.offsetToPosition(change.getPosition(), Bias.Forward);
            if (change.getRemoved().indexOf('\n') >= 0 || change.getInserted().indexOf('\n') >= 0) {
                var shift =
                        LineShift.of(at.getMajor() + 1, at.getMinor() == 0, change.getRemoved(), change.getInserted());
                debug.breakpoints().moved(file, shift);
            }
        });
        subscriptions = Subscription.combine(
                debug.breakpoints().entries().subscribe(this::breakpointsChanged),
                debug.place().subscribe(this::stands),
                changes::unsubscribe);
    }

    List<Action> actions() {
        return List.of(
                Action.of(
                                "breakpoint-toggle",
                                "Debug",
                                "Breakpoint",
                                MaterialDesignR.RECORD_CIRCLE_OUTLINE,
                                () -> toggle(line()))
                        .on("F9"),
                Action.of(
                                "breakpoint-change",
                                "Debug",
                                "Condition of the breakpoint\u2026",
                                MaterialDesignP.PENCIL_OUTLINE,
                                () -> here().forEach(debug.dialogs()::edit))
                        .on("Shortcut+F9")
                        .unless(() -> here().isEmpty() ? "There is no breakpoint in this line." : ""),
                Action.of(
                                "debug-to-here",
                                "Debug",
                                "Run to here",
                                MaterialDesignC.CURSOR_TEXT,
                                () -> debug.runTo(new CodePlace.Line(file, line())))
                        .on("Shortcut+F10")
                        .unless(debug::whyNoRunTo));
    }

    void stop() {
        subscriptions.unsubscribe();
    }

    private int line() {
        return area.getCurrentParagraph() + 1;
    }

    private List<BreakpointEntry> here() {
        return debug.breakpoints().in(file).stream()
                .filter(entry -> entry.line() == line())
                .limit(1)
                .toList();
    }

    private void toggle(int line) {
        debug.breakpoints().toggle(net.get(), new CodePlace.Line(file, line));
    }

    private void breakpointsChanged() {
        var now = debug.breakpoints().in(file);
        if (now.equals(shown)) {
            return;
        }
        var touched = new TreeSet<Integer>();
        shown.stream().filter(entry -> !now.contains(entry)).forEach(entry -> touched.add(entry.line()));
        now.stream().filter(entry -> !shown.contains(entry)).forEach(entry -> touched.add(entry.line()));
        shown = now;
        touched.forEach(this::redraw);
    }

    private void redraw(int line) {
        if (line >= 1 && line <= area.getParagraphs().size()) {
            area.recreateParagraphGraphic(line - 1);
        }
    }

    private void stands(Frame frame) {
        var line = frame != null && frame.file().filter(file::equals).isPresent()
                ? frame.line().orElse(0)
                : 0;
        var before = current;
        current = line <= area.getParagraphs().size() ? line : 0;
        column.current(current);
        if (before != current) {
            unmark();
            redraw(before);
            redraw(current);
        }
        if (current > 0) {
            area.setParagraphStyle(current - 1, List.of(CURRENT));
        }
    }

    /** The mark moves with its words while one types, and so may be elsewhere by now. */
    private void unmark() {
        for (var i = 0; i < area.getParagraphs().size(); i++) {
            if (area.getParagraph(i).getParagraphStyle().contains(CURRENT)) {
                area.setParagraphStyle(i, List.of());
            }
        }
    }

    /** Shows the line where the guest stands; scrolls only where it must, so that a text that is stepped through stands still. */
    void reveal() {
        var paragraph = current - 1;
        var first = area.getVisibleParagraphs().isEmpty() ? -1 : area.firstVisibleParToAllParIndex();
        var last = first < 0 ? -1 : area.lastVisibleParToAllParIndex();
        if (paragraph >= 0 && (paragraph <= first || paragraph >= last)) {
            area.showParagraphAtCenter(paragraph);
        }
    }
}
