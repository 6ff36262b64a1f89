package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.debug.BreakpointDialogs;
import dev.diver.app.screen.debug.BreakpointEntry;
import dev.diver.app.screen.debug.Breakpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Left of the numbers of lines: breakpoints, set and taken away by a click, and where the guest stands. */
final class BreakpointColumn implements IntFunction<Node> {
    private final Path file;
    private final Breakpoints breakpoints;
    private final BreakpointDialogs dialogs;
    private final IntConsumer toggle;
    private int current;

    /** @param toggle sets or takes away the one in a line, from 1 */
    BreakpointColumn(Path file, Breakpoints breakpoints, BreakpointDialogs dialogs, IntConsumer toggle) {
        this.file = file;
        this.breakpoints = breakpoints;
        this.dialogs = dialogs;
        this.toggle = toggle;
    }

    /** @param line in which the guest stands, from 1; 0 for none */
    void current(int line) {
        current = line;
    }

    @Override
    public Node apply(int paragraph) {
        var line = paragraph + 1;
        var here = breakpoints.in(file).stream()
                .filter(entry -> entry.line() == line)
                .toList();
        var sign = new StackPane();
        sign.getStyleClass().add("breakpoint-sign");
        sign.setAccessibleText("Breakpoint in line " + line);
        if (!here.isEmpty()) {
            var entry = here.getFirst();
            sign.getChildren().setAll(Icons.of(icon(entry), 14, style(entry)));
            Tooltip.install(sign, new Tooltip(entry.words()));
        }
        if (line == current) {
            sign.getChildren()
                    .setAll(
                            here.isEmpty()
                                    ? Icons.of(MaterialDesignP.PLAY, 14, "current-sign")
                                    : Icons.of(MaterialDesignC.CHEVRON_RIGHT_CIRCLE, 14, "current-sign"));
        }
        sign.setOnMousePressed(event -> {
            event.consume();
            if (event.getButton() == MouseButton.PRIMARY) {
                toggle.accept(line);
            } else {
                menu(line, here).show(sign, Side.BOTTOM, 0, 0);
            }
        });
        return sign;
    }

    private static Ikon icon(BreakpointEntry entry) {
        return entry.hardware()
                ? MaterialDesignR.RHOMBUS
                : entry.wanted().condition().isEmpty() ? MaterialDesignC.CIRCLE : MaterialDesignC.CIRCLE_SLICE_8;
    }

    private static String style(BreakpointEntry entry) {
        return !entry.wanted().enabled()
                ? "breakpoint-off"
                : entry.trouble().isEmpty() ? "breakpoint-on" : "breakpoint-unset";
    }

    private ContextMenu menu(int line, List<BreakpointEntry> here) {
        var menu = new ContextMenu();
        if (here.isEmpty()) {
            menu.getItems().add(item("Set a breakpoint", () -> toggle.accept(line)));
        } else {
            var entry = here.getFirst();
            var enabled = entry.wanted().enabled();
            menu.getItems()
                    .addAll(
                            item("Condition and kind\u2026", () -> dialogs.edit(entry)),
                            item(enabled ? "Switch off" : "Switch on", () -> breakpoints.enable(entry, !enabled)),
                            item("Delete", () -> breakpoints.remove(entry)));
        }
        return menu;
    }

    private static MenuItem item(String name, Runnable run) {
        var item = new MenuItem(name);
        item.setOnAction(event -> run.run());
        return item;
    }
}
