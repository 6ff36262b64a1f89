package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.Registries;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;

/** Keeps a registry as a catalog. */
final class AddCatalogDialog {
    private final Bench bench;
    private final Consumer<String> added;
    private final TextField name = Form.field("catalog-name", "such as lab; goes before its kernels\u2019 names");
    private final TextField url = Form.field("catalog-url", "registry.example.org/kernels");
    private final TextArea mirrors = new TextArea();
    private final TextField authority = Form.field("catalog-ca", "empty: the usual authorities");
    private final DialogBox dialog;

    AddCatalogDialog(Bench bench, Consumer<String> added) {
        this.bench = bench;
        this.added = added;
        mirrors.setId("catalog-mirrors");
        mirrors.setPromptText("none; one on each line");
        mirrors.setPrefRowCount(2);
        var form = new Form()
                .row("Name", name)
                .row("Address", url)
                .help("[https://]HOST[:PORT][/PREFIX]. Plain http is taken on this machine only.")
                .row("Mirrors", mirrors)
                .row("Own authority", Form.file(authority, "Certificates of an authority (PEM)"));
        dialog = new DialogBox(bench.modals(), "Add a catalog", form.node(), "Add", "catalog-add-confirm", this::add);
        name.textProperty().subscribe(text -> check());
        url.textProperty().subscribe(text -> check());
    }

    void show() {
        dialog.show();
        name.requestFocus();
    }

    private void check() {
        dialog.action().setDisable(Form.text(name).isEmpty() || Form.text(url).isEmpty());
    }

    private void add() {
        Optional<Path> certificates;
        try {
            certificates = Optional.of(Form.text(authority))
                    .filter(text -> !text.isEmpty())
                    .map(text -> Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            dialog.trouble("The authority\u2019s file is no path: " + e.getReason() + ".");
            return;
        }
        var known = new Registries.Known(
                Form.text(name),
                Form.text(url),
                mirrors.getText()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                certificates);
        dialog.busy();
        dialog.trouble("");
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().registries().add(known);
                            return known.name();
                        },
                        kept -> {
                            dialog.hide();
                            added.accept(kept);
                        },
                        dialog::failed);
    }
}
