package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.FindingsGrid;
import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.BreakpointRequest.Access;
import dev.diver.console.debug.CodePlace;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Asks what a breakpoint or a watchpoint needs. */
public final class BreakpointDialogs {
    private final Bench bench;
    private final Breakpoints breakpoints;

    BreakpointDialogs(Bench bench, Breakpoints breakpoints) {
        this.bench = bench;
        this.breakpoints = breakpoints;
    }

    /** The condition of one, and whether it is one of the processor's own. */
    public void edit(BreakpointEntry entry) {
        var condition = field(
                "breakpoint-condition",
                "Such as i == 12; empty for always",
                entry.wanted().condition());
        var hardware = new CheckBox("One of the processor's own, of which there are four");
        hardware.setId("breakpoint-hardware");
        hardware.setSelected(entry.wanted().hardware());
        show(
                "Breakpoint " + entry.wanted().what(),
                new VBox(10, text("Stop only where this is true:"), condition, hardware),
                "Set",
                () -> {
                    breakpoints.change(
                            entry,
                            entry.wanted()
                                    .withCondition(condition.getText().strip())
                                    .withHardware(hardware.isSelected()));
                    return true;
                });
    }

    void function(Path net) {
        var name = field("breakpoint-function", "Such as main", "");
        show("Break at a function", new VBox(10, text("Stop where this function is called:"), name), "Set", () -> {
            var given = name.getText().strip();
            if (!given.isEmpty()) {
                breakpoints.toggle(net, new CodePlace.Function(given));
            }
            return !given.isEmpty();
        });
    }

    void watch(Consumer<BreakpointRequest.Watch> made) {
        var expression = field("watch-expression", "Such as counter or list->next", "");
        var access = new ComboBox<Access>();
        access.setId("watch-access");
        access.getItems().setAll(Access.values());
        access.setValue(Access.WRITE);
        access.setConverter(new StringConverter<>() {
            @Override
            public String toString(Access kind) {
                return switch (kind) {
                    case WRITE -> "it changes";
                    case READ -> "it is read";
                    case ANY -> "it is read or written";
                };
            }

            @Override
            public Access fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        var content = new VBox(10, text("What lies in memory:"), expression, text("Stop where"), access);
        show("Watch memory", content, "Watch", () -> {
            var given = expression.getText().strip();
            if (!given.isEmpty()) {
                made.accept(new BreakpointRequest.Watch(given, access.getValue()));
            }
            return !given.isEmpty();
        });
    }

    private void show(String title, VBox content, String name, java.util.function.BooleanSupplier done) {
        new DialogBox(bench.modals(), title, content, name, "breakpoint-set", () -> {
                    if (done.getAsBoolean()) {
                        bench.modals().hide();
                    }
                })
                .wide(420)
                .show();
    }

    private static javafx.scene.control.Label text(String words) {
        return FindingsGrid.wrapped(words);
    }

    private static TextField field(String id, String prompt, String text) {
        var field = new TextField(text);
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().add("code-text");
        return field;
    }
}
