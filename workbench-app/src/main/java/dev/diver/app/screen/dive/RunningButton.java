package dev.diver.app.screen.dive;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.run.RunState;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** How many dives run; opens a list of them, each with Show and Stop. */
public final class RunningButton {
    private final Bench bench;
    private final DiveDesk desk;
    private final Action runs;
    private final Button button = new Button(null, Icons.of(MaterialDesignP.PLAY_CIRCLE_OUTLINE));

    /** @param runs opens the list of the dives that were */
    public RunningButton(Bench bench, DiveDesk desk, Action runs) {
        this.bench = bench;
        this.desk = desk;
        this.runs = runs;
        button.setId("running-dives");
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "status-button");
        button.setOnAction(event -> list());
        desk.running().addListener((ListChangeListener<ActiveDive>) change -> show());
        show();
    }

    public Node node() {
        return button;
    }

    private void show() {
        var count = desk.running().size();
        var held = desk.running().stream()
                .filter(dive -> dive.state() == RunState.HELD)
                .count();
        button.setText((count == 0 ? "no dives" : Words.count(count, "dive"))
                + (held == 0 ? "" : held == count ? " in debugger" : ", " + held + " in debugger"));
        button.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("running"), count > 0);
    }

    private void list() {
        var box = new VBox(8);
        box.getStyleClass().add("popover-content");
        box.setMinWidth(240);
        var popover = new Popover(box);
        popover.setTitle("Running dives");
        popover.setHeaderAlwaysVisible(true);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_LEFT);
        if (desk.running().isEmpty()) {
            box.getChildren().add(new Label("Nothing runs."));
        }
        desk.running().forEach(dive -> box.getChildren().add(line(dive, popover)));
        var all = new Button("All runs", Icons.of(runs.icon()));
        all.setId("running-all");
        all.getStyleClass().add(Styles.SMALL);
        all.setOnAction(event -> {
            popover.hide();
            runs.run().run();
        });
        box.getChildren().add(all);
        popover.show(button);
    }

    private HBox line(ActiveDive dive, Popover popover) {
        var name = new Label(dive.record().net() + " on " + dive.record().kernel()
                + (dive.state() == RunState.HELD ? ", " + Outcomes.sentence(dive.record()) : ""));
        name.setMaxWidth(420);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var show = new Button("Show");
        show.getStyleClass().add(Styles.SMALL);
        show.setOnAction(event -> {
            popover.hide();
            desk.open(dive);
        });
        var stop = new Button("Stop");
        stop.getStyleClass().add(Styles.SMALL);
        stop.setOnAction(event -> {
            popover.hide();
            bench.tasks()
                    .quietly(
                            () -> {
                                dive.stop();
                                return true;
                            },
                            stopped -> {},
                            bench.notices()::problem);
        });
        var line = new HBox(10, name, space, show, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
