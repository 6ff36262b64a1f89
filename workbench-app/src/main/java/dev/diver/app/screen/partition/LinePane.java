package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Words;
import dev.diver.core.partition.KernelCommandLine;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** What Linux must be booted with, as it is now; to be copied, and the other forms of it. */
final class LinePane {
    /** Characters; a line that is longer is copied as a whole. */
    private static final int MOST_SHOWN = 400;

    private final PartitionModel model;
    private final Notices notices;
    private final Label text = CutText.tell(new Label());
    private final HBox box;

    LinePane(PartitionModel model, Notices notices) {
        this.model = model;
        this.notices = notices;
        text.setId("partition-line");
        text.getStyleClass().addAll("code-text", Styles.TEXT_SMALL);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var name = new Label("kernel command line");
        name.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        name.setMinWidth(Label.USE_PREF_SIZE);
        var copy = new Button("Copy", Icons.of(MaterialDesignC.CONTENT_COPY, 14));
        copy.setId("partition-copy-line");
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMinWidth(Button.USE_PREF_SIZE);
        copy.setOnAction(event -> copy(PlanExport.KERNEL_COMMAND_LINE));
        var export = new MenuButton("Copy as", Icons.of(MaterialDesignF.FILE_EXPORT_OUTLINE, 14));
        export.setId("partition-export");
        export.getStyleClass().addAll(Styles.SMALL, "partition-export");
        export.setMinWidth(MenuButton.USE_PREF_SIZE);
        for (var form : PlanExport.values()) {
            var item = new MenuItem(form.title());
            item.setOnAction(event -> copy(form));
            export.getItems().add(item);
        }
        box = new HBox(10, name, text, copy, export);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("partition-line");
        var calm = new Calm(
                model,
                () -> text.setText(
                        Words.shortened(KernelCommandLine.of(model.plan().get()).text(), MOST_SHOWN)));
        model.plan().subscribe(plan -> calm.changed());
    }

    Node node() {
        return box;
    }

    /** Only of a plan without conflicts: what is wrong would be wrong elsewhere too. */
    void copy(PlanExport form) {
        var checked = model.checked().get();
        if (!checked.report().ok()) {
            notices.tell("The plan has conflicts. Mend them first, then copy.");
            return;
        }
        try {
            var content = new ClipboardContent();
            var chosen = model.chosen().get();
            var plan = model.plan().get();
            content.putString(form.of(plan, chosen.isPart() ? chosen.name(plan) : ""));
            Clipboard.getSystemClipboard().setContent(content);
            notices.tell("Copied: " + form.title() + ".");
        } catch (dev.diver.core.problem.DiverException e) {
            notices.problem(dev.diver.app.screen.common.Failure.of(e));
        }
    }
}
