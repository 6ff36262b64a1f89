package dev.diver.app.screen.machine;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.core.doctor.DoctorReport;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** This host: which tools there are, what runs guests, how the catalog is. */
public final class MachineDocument extends FixedDocument {
    private final Bench bench;
    private final Machine machine;
    private final ScrollPane content = new ScrollPane();

    public MachineDocument(Bench bench, Machine machine) {
        super("machine", "This machine", MaterialDesignS.SERVER);
        this.bench = bench;
        this.machine = machine;
        content.setId("machine");
        content.setFitToWidth(true);
        content.setFitToHeight(true);
        machine.report().subscribe(this::show);
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(
                        "machine-examine",
                        "Machine",
                        "Look again",
                        MaterialDesignR.REFRESH,
                        () -> machine.examine(false)),
                Action.of(
                        "machine-repair",
                        "Machine",
                        "Repair the store",
                        MaterialDesignW.WRENCH,
                        () -> machine.examine(true)));
    }

    private void show(DoctorReport report) {
        if (report == null) {
            content.setContent(EmptyState.of(
                    MaterialDesignS.STETHOSCOPE,
                    "Looking at this machine",
                    "Tools, accelerator and catalog are being checked."));
            return;
        }
        var buttons = new HBox(8);
        actions().forEach(action -> buttons.getChildren().add(ActionButton.of(action, bench.notices())));
        var page = new VBox(
                16,
                title("This machine", Styles.TITLE_2),
                buttons,
                title("Accelerator", Styles.TITLE_4),
                accelerator(report.accelerator()),
                title("Tools", Styles.TITLE_4),
                tools(report.tools()),
                title("Catalog", Styles.TITLE_4),
                catalog(report));
        page.getStyleClass().add("page");
        content.setContent(page);
    }

    private static Label title(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    private static Node accelerator(DoctorReport.Accelerator accelerator) {
        var badge = new Label(accelerator.chosen());
        badge.getStyleClass().addAll("badge", "accelerator-" + accelerator.chosen());
        var measured = new Label("measured: a probe guest ran in " + Words.millis(accelerator.measuredMs()));
        var line = new HBox(10, badge, measured);
        line.setAlignment(Pos.CENTER_LEFT);
        return accelerator.reason().isEmpty()
                ? line
                : new VBox(6, line, Form.wrapped(accelerator.reason(), Styles.TEXT_MUTED));
    }

    private static Node tools(List<DoctorReport.Tool> tools) {
        var grid = new GridPane(18, 8);
        var last = new ColumnConstraints();
        last.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(), last);
        for (var row = 0; row < tools.size(); row++) {
            var tool = tools.get(row);
            var icon = tool.ok()
                    ? Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE, 16, "good")
                    : Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, 16, "bad");
            var name = new Label(tool.name(), icon);
            name.setMinWidth(HBox.USE_PREF_SIZE);
            var version = new Label(tool.version());
            version.setMinWidth(HBox.USE_PREF_SIZE);
            grid.addRow(
                    row,
                    name,
                    version,
                    tool.ok()
                            ? Form.wrapped(tool.path(), Styles.TEXT_MUTED, "code-text")
                            : Form.wrapped("missing: " + tool.remedy(), "bad"));
        }
        return grid;
    }

    private static Node catalog(DoctorReport report) {
        var health = report.catalog();
        var box = new VBox(
                6,
                Form.wrapped(Words.count(health.entries(), "kernel") + ", " + health.pulled() + " pulled; "
                        + (health.ok() ? "every digest and size is right." : "something is damaged.")));
        health.damage().forEach(line -> box.getChildren().add(Form.wrapped(line, "bad")));
        health.repaired().forEach(line -> box.getChildren().add(Form.wrapped(line, Styles.TEXT_MUTED)));
        return box;
    }
}
