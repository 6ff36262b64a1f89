package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Notices;
import dev.diver.core.net.Net;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Above the docks: which net the buttons are for, and what can be done with it. */
final class ProjectBar {
    private final HBox box = new HBox(8);
    private final ComboBox<Project> chooser = new ComboBox<>();
    private final Label kernel = new Label();
    private final List<Action> actions;
    private final List<Button> buttons = new ArrayList<>();

    /**
     * @param mode shows and changes the net's mode
     * @param actions in order; the second is the main one
     * @param changes tell when a dive or a debugging session has begun or ended
     */
    ProjectBar(Projects projects, Node mode, List<Action> actions, List<Observable> changes, Notices notices) {
        this.actions = actions;
        chooser.setId("project-chooser");
        chooser.setPromptText("No net open");
        chooser.setItems(projects.all());
        chooser.setPlaceholder(new Label("Make a net of a kernel, or open one."));
        chooser.setPrefWidth(170);
        chooser.setMinWidth(120);
        chooser.setOnAction(event -> {
            if (chooser.getValue() != null) {
                projects.select(chooser.getValue());
            }
        });
        projects.current().subscribe(chooser::setValue);
        kernel.setId("project-kernel");
        kernel.getStyleClass().addAll(Styles.TEXT_MUTED);
        kernel.setMinWidth(0);
        box.setId("project-bar");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().addAll(chooser, mode);
        for (var action : actions) {
            var button = ActionButton.of(action, notices);
            button.setMinWidth(Region.USE_PREF_SIZE);
            if (buttons.size() == 1) {
                button.getStyleClass().add(Styles.ACCENT);
            }
            buttons.add(button);
            box.getChildren().add(button);
        }
        box.getChildren().add(kernel);
        projects.current().flatMap(Project::net).subscribe(this::show);
        projects.current().subscribe(project -> refresh());
        changes.forEach(change -> change.addListener(observable -> refresh()));
        projects.current().flatMap(Project::activity).subscribe(activity -> refresh());
    }

    Node node() {
        return box;
    }

    private void show(Net net) {
        kernel.setText(net == null ? "" : net.kernel().toString());
        kernel.setTooltip(net == null ? null : new Tooltip("The kernel of " + net.name() + ": " + net.kernel()));
        refresh();
    }

    private void refresh() {
        for (var i = 0; i < buttons.size(); i++) {
            ActionButton.refresh(buttons.get(i), actions.get(i));
        }
    }
}
