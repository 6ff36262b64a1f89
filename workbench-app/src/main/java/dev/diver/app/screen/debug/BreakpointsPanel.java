package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.CodePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** All breakpoints and watchpoints; those that are wanted are here without a session too. */
final class BreakpointsPanel extends FixedDocument {
    private final DebugModel model;
    private final Breakpoints breakpoints;
    private final BreakpointDialogs dialogs;
    private final Consumer<CodePlace.Line> source;
    private final ListView<Object> list = new ListView<>();
    private final BorderPane content = new BorderPane();

    /**
     * @param source shows a line in the editor
     * @param makers actions that make new ones
     */
    BreakpointsPanel(
            Bench bench,
            DebugModel model,
            Breakpoints breakpoints,
            BreakpointDialogs dialogs,
            Consumer<CodePlace.Line> source,
            List<Action> makers) {
        super("debug-breakpoints", "Breakpoints", MaterialDesignR.RECORD_CIRCLE_OUTLINE);
        this.model = model;
        this.breakpoints = breakpoints;
        this.dialogs = dialogs;
        this.source = source;
        var buttons = new HBox(6);
        buttons.getStyleClass().add("debug-expression");
        makers.forEach(action -> {
            var button = ActionButton.of(action, bench.notices());
            button.getStyleClass().add(Styles.SMALL);
            model.state().subscribe(state -> ActionButton.refresh(button, action));
            content.sceneProperty().subscribe(scene -> ActionButton.refresh(button, action));
            buttons.getChildren().add(button);
        });
        list.setId("debug-breakpoints-list");
        list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-list");
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(EmptyState.of(
                icon(), "No breakpoints", "Click beside a line's number in the editor, or press F9 in it."));
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE && list.getSelectionModel().getSelectedItem() != null) {
                remove(list.getSelectionModel().getSelectedItem());
            }
        });
        content.setId("debug-breakpoints");
        content.setTop(buttons);
        content.setCenter(list);
        breakpoints.entries().subscribe(this::show);
        breakpoints.others().subscribe(this::show);
        show();
    }

    private void show() {
        var all = new ArrayList<Object>(breakpoints.entries().get());
        all.addAll(breakpoints.others().get());
        list.getItems().setAll(all);
    }

    private void remove(Object item) {
        switch (item) {
            case BreakpointEntry entry -> breakpoints.remove(entry);
            case Breakpoint other -> model.ask(model.session().remove(other.number()));
            default -> {}
        }
    }

    private void enable(Object item, boolean enabled) {
        switch (item) {
            case BreakpointEntry entry -> breakpoints.enable(entry, enabled);
            case Breakpoint other -> model.ask(model.session().enable(other.number(), enabled));
            default -> {}
        }
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.RIGHT_LOWER;
    }

    @Override
    public void focus() {
        list.requestFocus();
    }

    private final class Cell extends ListCell<Object> {
        Cell() {
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2
                        && getItem() instanceof BreakpointEntry entry
                        && entry.wanted().place() instanceof CodePlace.Line(var file, var line)) {
                    source.accept(new CodePlace.Line(file, entry.line()));
                }
            });
        }

        @Override
        protected void updateItem(Object item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(
                    switch (empty ? null : item) {
                        case BreakpointEntry entry -> row(entry);
                        case Breakpoint other -> row(other);
                        case null, default -> null;
                    });
            setTooltip(!empty && item instanceof BreakpointEntry entry ? new Tooltip(entry.words()) : null);
        }

        private HBox row(BreakpointEntry entry) {
            var wanted = entry.wanted();
            var more = new StringBuilder();
            if (!wanted.condition().isEmpty()) {
                more.append("if ").append(wanted.condition()).append("  ");
            }
            if (entry.hardware()) {
                more.append("hardware  ");
            }
            entry.set()
                    .filter(breakpoint -> breakpoint.hits() > 0)
                    .ifPresent(breakpoint -> more.append(breakpoint.hits()).append("\u00d7  "));
            if (!entry.trouble().isEmpty()) {
                more.append(entry.trouble());
            }
            var edit = icon("breakpoint-edit", MaterialDesignP.PENCIL_OUTLINE, "Condition and kind");
            edit.setOnAction(event -> dialogs.edit(entry));
            var row = row(
                    entry,
                    wanted.enabled(),
                    name(entry),
                    more.toString(),
                    !entry.trouble().isEmpty());
            row.getChildren().add(edit);
            row.getChildren().add(remove(entry));
            return row;
        }

        private String name(BreakpointEntry entry) {
            return entry.wanted().place() instanceof CodePlace.Line(var file, var line)
                    ? file.getFileName() + ":" + entry.line()
                    : entry.wanted().what();
        }

        private HBox row(Breakpoint other) {
            var row = row(
                    other,
                    other.enabled(),
                    other.what(),
                    other.kind()
                            + (other.condition().isEmpty() ? "" : "  if " + other.condition())
                            + (other.hits() > 0 ? "  " + other.hits() + "\u00d7" : ""),
                    false);
            row.getChildren().add(remove(other));
            return row;
        }

        private HBox row(Object item, boolean enabled, String name, String more, boolean trouble) {
            var box = new CheckBox();
            box.setSelected(enabled);
            box.setOnAction(event -> enable(item, box.isSelected()));
            var what = new Label(name);
            what.getStyleClass().add("code-text");
            what.setMinWidth(Region.USE_PREF_SIZE);
            var detail = new Label(more);
            detail.getStyleClass().addAll(trouble ? "bad" : Styles.TEXT_MUTED, Styles.TEXT_SMALL);
            detail.setMinWidth(0);
            detail.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(detail, Priority.ALWAYS);
            var row = new HBox(8, box, what, detail);
            row.setAlignment(Pos.CENTER_LEFT);
            // The list is as wide as its part, never as its longest line.
            row.maxWidthProperty().bind(list.widthProperty().subtract(28));
            row.prefWidthProperty().bind(list.widthProperty().subtract(28));
            return row;
        }

        private Button remove(Object item) {
            var remove = icon("breakpoint-remove", MaterialDesignC.CLOSE, "Delete");
            remove.setOnAction(event -> BreakpointsPanel.this.remove(item));
            return remove;
        }

        private Button icon(String style, Ikon icon, String tip) {
            var button = new Button(null, Icons.of(icon, 14));
            button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "debug-small", style);
            button.setTooltip(new Tooltip(tip));
            button.setAccessibleText(tip);
            return button;
        }
    }
}
