package dev.diver.app.screen.palette;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.ListWalk;
import dev.diver.app.screen.common.Modals;
import dev.diver.app.screen.common.Notices;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** The command palette. */
public final class Palette {
    private final List<Action> actions;
    private List<Action> named = List.of();
    private final Modals modals;
    private final Notices notices;
    private final TextField field = new TextField();
    private final ListView<Action> list = new ListView<>();

    public Palette(List<Action> actions, Modals modals, Notices notices) {
        this.actions = actions;
        this.modals = modals;
        this.notices = notices;
        field.setPromptText("Do anything\u2026");
    }

    /** @param prompt what is chosen, where it is not everything that can be done */
    public Palette asking(String prompt) {
        field.setPromptText(prompt);
        return this;
    }

    public void show() {
        field.setId("palette-field");
        list.setId("palette-list");
        list.setCellFactory(view -> new ActionCell());
        list.setPlaceholder(new Label("Nothing is called that."));
        list.setPrefHeight(420);
        list.setFocusTraversable(false);
        list.setOnMouseClicked(event -> perform());
        field.textProperty().subscribe(this::filter);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        var box = new VBox(8, field, list);
        box.setPrefWidth(620);
        box.getStyleClass().add("palette");
        modals.show(box);
        Platform.runLater(field::requestFocus);
    }

    /** What is found too once something is typed, such as files; may come later. */
    public void offer(List<Action> more) {
        named = List.copyOf(more);
        filter(field.getText());
    }

    private void filter(String typed) {
        list.getItems().setAll(PaletteMatches.of(actions, typed.isBlank() ? List.of() : named, typed));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void walk(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            perform();
            event.consume();
        } else if (ListWalk.by(event.getCode(), list)) {
            event.consume();
        }
    }

    private void perform() {
        var action = list.getSelectionModel().getSelectedItem();
        if (action != null) {
            modals.hide();
            ActionButton.perform(action, notices);
        }
    }
}
