package dev.diver.app.screen.shell;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Job;
import dev.diver.app.screen.machine.Machine;
import dev.diver.core.doctor.DoctorReport;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The line at the bottom: dives that run, jobs with their progress, messages, and what runs the guests. */
final class StatusBar {
    private final HBox bar = new HBox(10);
    private final HBox jobBox = new HBox(8);
    private final Button accelerator = new Button();
    private final ObservableList<Job> jobs;

    /**
     * @param dives shows the dives that run
     * @param downloads shows what is being brought
     * @param where shows the caret's place
     * @param machinePage opens what is said of the accelerator in full
     */
    StatusBar(
            ObservableList<Job> jobs,
            Node dives,
            Node downloads,
            Node where,
            Machine machine,
            Action machinePage,
            ObservableList<Message> messages) {
        this.jobs = jobs;
        bar.setId("status");
        bar.getStyleClass().add("status");
        bar.setAlignment(Pos.CENTER_LEFT);
        jobBox.setId("jobs");
        jobBox.setAlignment(Pos.CENTER_LEFT);
        accelerator.setId("accelerator");
        accelerator.setMinWidth(Region.USE_PREF_SIZE);
        accelerator.setOnAction(event -> machinePage.run().run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        bar.getChildren().addAll(dives, downloads, jobBox, space, where, accelerator, new MessageList(messages).node());
        jobs.addListener((ListChangeListener<Job>) change -> showJobs());
        machine.report().subscribe(this::show);
    }

    Region node() {
        return bar;
    }

    private void show(DoctorReport report) {
        accelerator.getStyleClass().setAll("button", Styles.FLAT, "badge", "badge-button");
        if (report == null) {
            accelerator.setText("accelerator: measuring");
            return;
        }
        var chosen = report.accelerator();
        accelerator.setText(chosen.chosen().toUpperCase(java.util.Locale.ROOT) + ", measured");
        accelerator.getStyleClass().add("accelerator-" + chosen.chosen());
        var tip = new Tooltip("Guests run with " + chosen.chosen() + ": a probe took " + chosen.measuredMs() + " ms."
                + (chosen.reason().isEmpty() ? "" : "\n" + chosen.reason()));
        tip.setMaxWidth(420);
        tip.setWrapText(true);
        accelerator.setTooltip(tip);
    }

    private void showJobs() {
        jobBox.getChildren().clear();
        if (jobs.isEmpty()) {
            return;
        }
        jobBox.getChildren().add(line(jobs.getFirst(), 260));
        if (jobs.size() > 1) {
            var more = new Button("+" + (jobs.size() - 1) + " more");
            more.setId("jobs-more");
            more.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "status-button");
            more.setOnAction(event -> list(more));
            jobBox.getChildren().add(more);
        }
    }

    private static HBox line(Job job, double width) {
        var text = new Label();
        text.textProperty().bind(job.message());
        text.setMaxWidth(width);
        var bar = new ProgressBar();
        bar.progressProperty().bind(job.fraction());
        bar.setPrefWidth(110);
        bar.getStyleClass().add(Styles.MEDIUM);
        var percent = new Label();
        percent.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> job.fraction().get() < 0
                                ? ""
                                : Math.round(job.fraction().get() * 100) + " %",
                        job.fraction()));
        var cancel = new Button(null, Icons.of(MaterialDesignC.CLOSE, 14));
        cancel.setId("job-cancel");
        cancel.setTooltip(new Tooltip("Cancel"));
        cancel.setAccessibleText("Cancel " + job.name());
        cancel.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL, "status-button");
        cancel.setOnAction(event -> job.cancellation().cancel());
        var line = new HBox(8, text, bar, percent, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void list(Node owner) {
        var box = new VBox(10);
        jobs.forEach(job -> box.getChildren().add(line(job, 320)));
        popover(box, "Jobs").show(owner);
    }

    static Popover popover(Region content, String title) {
        content.getStyleClass().add("popover-content");
        // Its title is in a row with its button to close.
        content.setMinWidth(240);
        var popover = new Popover(content);
        popover.setTitle(title);
        popover.setHeaderAlwaysVisible(true);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_CENTER);
        return popover;
    }
}
