package dev.diver.app.screen.common;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question within the window: title, content, a line for what is wrong, Cancel and the one thing to do. */
public final class DialogBox {
    private final Modals modals;
    private final Label trouble = new Label();
    private final Button action = new Button();
    private final Button cancel = new Button("Cancel");
    private final VBox box;

    /**
     * @param name of the action
     * @param id of the action's button
     */
    public DialogBox(Modals modals, String title, Node content, String name, String id, Runnable run) {
        this.modals = modals;
        var heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_3);
        heading.setWrapText(true);
        trouble.setId("dialog-trouble");
        trouble.setWrapText(true);
        trouble.getStyleClass().add("bad");
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        action.setText(name);
        action.setId(id);
        action.getStyleClass().add(Styles.ACCENT);
        action.setDefaultButton(true);
        action.setOnAction(event -> run.run());
        cancel.setId("dialog-cancel");
        cancel.setOnAction(event -> modals.hide());
        var buttons = new HBox(8, cancel, action);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox.setVgrow(content, Priority.ALWAYS);
        box = new VBox(16, heading, content, trouble, buttons);
        box.setPrefWidth(560);
    }

    /** For a dialog that shows something, where there is nothing to cancel. */
    public DialogBox onlyShowing() {
        cancel.setText("Close");
        return this;
    }

    /** For an action that must not be done by a key pressed in haste: Enter cancels. */
    public DialogBox cautious() {
        action.setDefaultButton(false);
        // The one that Enter presses is the one that stands out.
        action.getStyleClass().remove(Styles.ACCENT);
        cancel.setDefaultButton(true);
        return this;
    }

    public DialogBox wide(double width) {
        box.setPrefWidth(width);
        return this;
    }

    /** What is wrong with the input, at the place where it is given; empty for nothing. */
    public void trouble(String text) {
        trouble.setText(text);
    }

    /** It was told what to do, and can be told again only once that has {@link #failed}. */
    public void busy() {
        action.setDisable(true);
    }

    public void failed(Failure failure) {
        action.setDisable(false);
        trouble(failure.problem().text());
    }

    public Button action() {
        return action;
    }

    public void show() {
        modals.show(box);
    }

    /** False once it is closed, also while what it has started goes on. */
    public boolean isShown() {
        return modals.shows(box);
    }

    public void hide() {
        modals.hide();
    }

    /** A content that may be higher than the window. */
    public static ScrollPane scrolled(Region content, double height) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        content.heightProperty()
                .subscribe(inner -> scroll.setPrefViewportHeight(Math.min(inner.doubleValue(), height)));
        return scroll;
    }
}
