package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.importer.KernelImporter.Opened;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Shows what a kernel's bytes and metadata say of it, lets the person name it, and packages it. */
final class ImportReview {
    private final Bench bench;
    private final Consumer<KernelReference> added;
    private final Runnable another;
    private final String source;
    private final Opened opened;
    private boolean packaging;
    private boolean gone;
    private boolean closed;

    /** @param opened closed when the dialog is gone and nothing is made of it any more */
    ImportReview(Bench bench, Consumer<KernelReference> added, Runnable another, String source, Opened opened) {
        this.bench = bench;
        this.added = added;
        this.another = another;
        this.source = source;
        this.opened = opened;
    }

    void show() {
        var proposal = opened.proposal();
        var box = new VBox(12, wrapped(proposal.explanation()), markers(proposal.markers()));
        box.sceneProperty().addListener((property, was, now) -> {
            gone = now == null;
            letGo();
        });
        if (proposal.manifest().isEmpty()) {
            new DialogBox(
                            bench.modals(),
                            source + " cannot be booted",
                            box,
                            "Choose another\u2026",
                            "import-another",
                            () -> {
                                bench.modals().hide();
                                another.run();
                            })
                    .onlyShowing()
                    .show();
            return;
        }
        naming(proposal.manifest().get(), box);
    }

    private void naming(KernelManifest manifest, VBox box) {
        var name = field("import-name", manifest.name());
        var version = field("import-version", manifest.version());
        var tags = field("import-tags", String.join(", ", manifest.tags()));
        var grid = new GridPane(16, 10);
        grid.addRow(0, new Label("Name"), name);
        grid.addRow(1, new Label("Version"), version);
        grid.addRow(2, new Label("Tags"), tags);
        box.getChildren().add(grid);
        var holder = new DialogBox[1];
        holder[0] = new DialogBox(bench.modals(), "Import " + source, box, "Import", "import-add", () -> {
            holder[0].action().setDisable(true);
            var words = Arrays.stream(tags.getText().split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            add(manifest.named(name.getText().strip(), version.getText().strip(), words), holder[0]);
        });
        holder[0].show();
    }

    private void add(KernelManifest manifest, DialogBox dialog) {
        packaging = true;
        bench.tasks()
                .start(
                        "Importing " + source,
                        (progress, cancellation) -> opened.add(manifest, progress, cancellation),
                        kernel -> {
                            packaging = false;
                            dialog.hide();
                            letGo();
                            added.accept(kernel.manifest().reference());
                            bench.notices().tell(kernel.manifest().reference() + " is in the catalog now.");
                        },
                        failure -> {
                            packaging = false;
                            dialog.action().setDisable(false);
                            dialog.trouble(failure.problem().text());
                            letGo();
                        });
    }

    /** The dialog may go while what it started still reads the files. */
    private void letGo() {
        if (gone && !packaging && !closed) {
            closed = true;
            Thread.ofVirtual().start(opened::close);
        }
    }

    private static GridPane markers(List<Marker> markers) {
        var grid = new GridPane(16, 6);
        for (var row = 0; row < markers.size(); row++) {
            var marker = markers.get(row);
            var name = new Label(marker.name());
            name.getStyleClass().add(Styles.TEXT_BOLD);
            var offset = new Label(String.format("0x%x", marker.offset()));
            offset.getStyleClass().add("code-text");
            name.setMinWidth(Label.USE_PREF_SIZE);
            offset.setMinWidth(Label.USE_PREF_SIZE);
            grid.addRow(row, name, offset, wrapped(marker.detail()));
        }
        return grid;
    }

    static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static TextField field(String id, String text) {
        var field = new TextField(text);
        field.setId(id);
        GridPane.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
