package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Asks for name, place and template of a new net, and makes it. */
final class NewNetDialog {
    private final Bench bench;
    private final KernelReference kernel;
    private final KernelManifest manifest;
    private final Consumer<Path> made;
    private final NetPlace place = new NetPlace("new-net", "hello");
    private final ComboBox<String> template = new ComboBox<>();
    private final DialogBox dialog;

    /** @param kernel with its catalog, which the manifest does not know */
    NewNetDialog(Bench bench, KernelReference kernel, KernelManifest manifest, Consumer<Path> made) {
        this.bench = bench;
        this.kernel = kernel;
        this.manifest = manifest;
        this.made = made;
        template.setId("new-net-template");
        template.setMaxWidth(Double.MAX_VALUE);
        var grid = new GridPane(16, 12);
        grid.addRow(0, caption("Kernel"), CutText.tell(new Label(kernel.toString())));
        grid.addRow(1, caption("Name"), place.name());
        grid.addRow(2, caption("In directory"), place.folder());
        grid.addRow(3, caption("Template"), template);
        grid.add(place.result(), 1, 4);
        grid.getChildren()
                .forEach(node ->
                        GridPane.setHgrow(node, GridPane.getColumnIndex(node) == 1 ? Priority.ALWAYS : Priority.NEVER));
        dialog = new DialogBox(bench.modals(), "New net", grid, "Create", "new-net-create", this::create);
        place.onChange(this::check);
        loadTemplates();
    }

    private static Label caption(String text) {
        var label = new Label(text);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    void show() {
        dialog.show();
        place.focus();
    }

    private void loadTemplates() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nets().templates(kernel),
                        templates -> {
                            template.getItems().setAll(templates);
                            template.setValue(
                                    templates.contains(manifest.app().template())
                                            ? manifest.app().template()
                                            : templates.isEmpty() ? null : templates.getFirst());
                        },
                        failure -> dialog.trouble(failure.problem().text()));
    }

    private void check() {
        dialog.action().setDisable(place.directory().isEmpty());
        dialog.trouble(place.trouble());
    }

    private void create() {
        var directory = place.directory().orElseThrow();
        var chosen = Optional.ofNullable(template.getValue());
        dialog.busy();
        dialog.trouble("");
        bench.tasks()
                .start(
                        "Making " + directory.getFileName(),
                        (progress, cancellation) ->
                                bench.engine().nets().create(directory, kernel, chosen, progress, cancellation),
                        net -> {
                            dialog.hide();
                            made.accept(net.directory());
                        },
                        dialog::failed);
    }
}
