package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;

/** Trusts a key of the ring for a catalog. */
final class TrustKeyDialog {
    private final Bench bench;
    private final KnownKey key;
    private final Runnable changed;

    TrustKeyDialog(Bench bench, KnownKey key, Runnable changed) {
        this.bench = bench;
        this.key = key;
        this.changed = changed;
    }

    /** Asks which, of those that do not trust it yet. */
    void show() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().registries().list().stream()
                                .map(Registries.Known::name)
                                .filter(name -> !key.catalogs().contains(name))
                                .toList(),
                        this::show,
                        bench.notices()::problem);
    }

    private void show(List<String> catalogs) {
        if (catalogs.isEmpty()) {
            bench.notices()
                    .tell(
                            key.catalogs().isEmpty()
                                    ? "No catalog was added yet that it could be trusted for."
                                    : "It is trusted for all catalogs that were added.");
            return;
        }
        var catalog = new ComboBox<String>();
        catalog.setId("key-trust-catalog");
        catalog.setMaxWidth(Double.MAX_VALUE);
        catalog.getItems().setAll(catalogs);
        catalog.getSelectionModel().selectFirst();
        new DialogBox(
                        bench.modals(),
                        "Trust " + key.name(),
                        new VBox(
                                12,
                                Form.wrapped(
                                        "What it signed there is taken as its publisher\u2019s. Compare its number with"
                                                + " what the publisher tells: " + key.id()),
                                new Form().row("For the catalog", catalog).node()),
                        "Trust it",
                        "key-trust-confirm",
                        () -> trust(catalog.getValue()))
                .show();
    }

    private void trust(String catalog) {
        bench.modals().hide();
        bench.tasks()
                .quietly(
                        () -> bench.engine().keys().add(key.key(), Optional.empty(), List.of(catalog)),
                        words -> {
                            bench.notices().tell(words);
                            changed.run();
                        },
                        bench.notices()::problem);
    }
}
