package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.FindingsGrid;
import dev.diver.core.node.DryRun;
import dev.diver.core.partition.PartitionPlan;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the plan as it is drawn would do on a node, step by step; nothing of it is done. */
final class DryRunDialog {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;

    private final Bench bench;
    private final PartitionPlan plan;
    private final NodeChoice node;
    private final VBox result = new VBox(14);
    private final DialogBox dialog;
    private final BooleanProperty asking = new SimpleBooleanProperty();

    DryRunDialog(Bench bench, PartitionPlan plan) {
        this.bench = bench;
        this.plan = plan;
        node = new NodeChoice(bench, "dry-run-node");
        HBox.setHgrow(node.box(), Priority.ALWAYS);
        var label = new Label("Node");
        label.setLabelFor(node.box());
        label.setMinWidth(Label.USE_PREF_SIZE);
        var line = new HBox(12, label, node.box());
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        result.setId("dry-run-result");
        result.getChildren()
                .add(FindingsGrid.wrapped(
                        "Each step that a dive takes there, what it needs, and how it is undone. Nothing is changed on"
                                + " the node.",
                        Styles.TEXT_MUTED));
        var scroll = DialogBox.scrolled(result, HEIGHT);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        dialog = new DialogBox(
                        bench.modals(),
                        "Dry run on a node",
                        new VBox(16, line, scroll),
                        "Ask the node",
                        "dry-run-ask",
                        this::ask)
                .onlyShowing()
                .wide(WIDTH);
        dialog.action()
                .disableProperty()
                .bind(node.box().valueProperty().isNull().or(asking));
    }

    /** Lists the nodes that are reached by SSH, then shows. */
    void show() {
        node.load(() -> {
            if (node.chosen().getValue() == null) {
                dialog.trouble(NodeChoice.NONE);
            }
            dialog.show();
            node.box().requestFocus();
        });
    }

    private void ask() {
        var chosen = node.chosen().getValue();
        asking.set(true);
        dialog.trouble("");
        result.getChildren().setAll(FindingsGrid.wrapped("Asking " + chosen.name() + "\u2026", Styles.TEXT_MUTED));
        bench.tasks()
                .start(
                        "Dry run on " + chosen.name(),
                        (progress, cancellation) ->
                                bench.engine().nodes().partitioning().dryRun(chosen, plan, progress, cancellation),
                        this::tell,
                        failure -> {
                            asking.set(false);
                            result.getChildren().clear();
                            dialog.trouble(failure.problem().text());
                        });
    }

    private void tell(DryRun run) {
        asking.set(false);
        var verdict = new Label(run.ok() ? "All of it could be done." : "It cannot be done as it is.");
        verdict.setId("dry-run-verdict");
        verdict.getStyleClass().addAll(Styles.TEXT_BOLD, run.ok() ? "good-text" : "bad");
        result.getChildren().setAll(verdict);
        run.parts().forEach(part -> result.getChildren().add(part(part)));
        result.getChildren().add(FindingsGrid.of(run.findings()));
    }

    private static VBox part(DryRun.Part part) {
        var title = new Label(part.name());
        title.getStyleClass().add(Styles.TEXT_BOLD);
        var grid = new GridPane(14, 8);
        var number = 1;
        for (var step : part.steps()) {
            var what = new VBox(
                    1,
                    FindingsGrid.wrapped(step.what()),
                    code(step.taken()),
                    FindingsGrid.wrapped("needs: " + step.needs(), Styles.TEXT_SMALL, Styles.TEXT_MUTED),
                    code("undone by: " + step.givenBack()));
            GridPane.setHgrow(what, Priority.ALWAYS);
            var count = new Label(number + ".");
            count.setMinWidth(Label.USE_PREF_SIZE);
            GridPane.setValignment(count, javafx.geometry.VPos.TOP);
            grid.addRow(number++, count, what);
        }
        return new VBox(6, title, grid);
    }

    private static Label code(String text) {
        return FindingsGrid.wrapped(text, "code-text", Styles.TEXT_SMALL);
    }
}
