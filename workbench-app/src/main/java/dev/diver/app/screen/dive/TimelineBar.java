package dev.diver.app.screen.dive;

import dev.diver.app.screen.common.Words;
import dev.diver.core.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** When a dive was prepared, its process ran, its first byte came, and it ended. */
public final class TimelineBar {
    private final HBox box = new HBox();

    public TimelineBar() {
        box.setId("timeline");
        box.getStyleClass().add("timeline");
    }

    public Region node() {
        return box;
    }

    public void show(RunRecord.Timeline timeline) {
        var steps = steps(timeline);
        box.getChildren().clear();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var label = new Label(step.name() + " " + step.text());
            label.getStyleClass().addAll("timeline-step", "timeline-" + i);
            label.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("reached"), step.reached());
            label.setTooltip(new Tooltip(step.help()));
            label.setMinWidth(Region.USE_PREF_SIZE);
            box.getChildren().add(label);
        }
    }

    record Step(String name, String text, boolean reached, String help) {}

    static List<Step> steps(RunRecord.Timeline timeline) {
        var steps = new ArrayList<Step>();
        steps.add(
                step("prepared", timeline.preparedMs(), "All files were written, the guest's process about to start"));
        steps.add(step("spawned", timeline.spawnedMs(), "The guest's process ran"));
        steps.add(step("first output", timeline.firstOutputMs(), "The guest's first byte on any console"));
        steps.add(step("ended", timeline.endedMs(), "Nothing of the dive was left but its record"));
        return steps;
    }

    private static Step step(String name, OptionalLong at, String help) {
        return new Step(
                name,
                at.isPresent() ? Words.millis(at.getAsLong()) : "\u2026",
                at.isPresent(),
                help + ", counted from the click.");
    }
}
