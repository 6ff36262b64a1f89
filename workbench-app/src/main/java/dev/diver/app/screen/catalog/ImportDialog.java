package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.importer.KernelImporter;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Shows what a kernel file says about itself, lets the person name it, and packages it. */
final class ImportDialog {
    private final Bench bench;
    private final Consumer<KernelReference> added;
    private Window window;

    ImportDialog(Bench bench, Consumer<KernelReference> added) {
        this.bench = bench;
        this.added = added;
    }

    void choose(Window from) {
        window = from;
        var chooser = new FileChooser();
        chooser.setTitle("A kernel that somebody else built");
        var file = chooser.showOpenDialog(window);
        if (file != null) {
            inspect(file.toPath());
        }
    }

    void inspect(Path file) {
        bench.tasks()
                .start(
                        "Looking at " + file.getFileName(),
                        (progress, cancellation) -> bench.engine().importer().inspect(file),
                        proposal -> show(file, proposal),
                        bench.notices()::problem);
    }

    private void show(Path file, KernelImporter.Proposal proposal) {
        var box = new VBox(12, wrapped(proposal.explanation()), markers(proposal.markers()));
        if (proposal.manifest().isEmpty()) {
            new DialogBox(
                            bench.modals(),
                            file.getFileName() + " cannot be booted",
                            box,
                            "Choose another file\u2026",
                            "import-another",
                            () -> {
                                bench.modals().hide();
                                choose(window);
                            })
                    .onlyShowing()
                    .show();
            return;
        }
        var manifest = proposal.manifest().get();
        var name = field("import-name", manifest.name());
        var version = field("import-version", manifest.version());
        var tags = field("import-tags", String.join(", ", manifest.tags()));
        var grid = new GridPane(16, 10);
        grid.addRow(0, new Label("Name"), name);
        grid.addRow(1, new Label("Version"), version);
        grid.addRow(2, new Label("Tags"), tags);
        box.getChildren().add(grid);
        var holder = new DialogBox[1];
        holder[0] = new DialogBox(bench.modals(), "Import " + file.getFileName(), box, "Import", "import-add", () -> {
            holder[0].action().setDisable(true);
            var words = Arrays.stream(tags.getText().split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            add(file, manifest.named(name.getText().strip(), version.getText().strip(), words), holder[0]);
        });
        holder[0].show();
    }

    private void add(Path file, KernelManifest manifest, DialogBox dialog) {
        bench.tasks()
                .start(
                        "Importing " + file.getFileName(),
                        (progress, cancellation) ->
                                bench.engine().importer().add(file, manifest, progress, cancellation),
                        kernel -> {
                            dialog.hide();
                            added.accept(kernel.manifest().reference());
                            bench.notices().tell(kernel.manifest().reference() + " is in the catalog now.");
                        },
                        failure -> {
                            dialog.action().setDisable(false);
                            dialog.trouble(failure.problem().text());
                        });
    }

    private static GridPane markers(List<KernelImporter.Marker> markers) {
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

    private static Label wrapped(String text) {
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
