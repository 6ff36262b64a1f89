package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;

/** Trusts a key for a catalog no longer, and tells before what follows. */
final class UnpinDialog {
    private final Bench bench;
    private final KnownKey key;
    private final Runnable changed;

    UnpinDialog(Bench bench, KnownKey key, Runnable changed) {
        this.bench = bench;
        this.key = key;
        this.changed = changed;
    }

    void show() {
        bench.tasks().quietly(this::afterwards, this::show, bench.notices()::problem);
    }

    /** What follows, by catalog. */
    private Map<String, String> afterwards() {
        var words = new LinkedHashMap<String, String>();
        key.catalogs()
                .forEach(catalog -> words.put(catalog, bench.engine().keys().afterUnpinning(key.name(), catalog)));
        return words;
    }

    private void show(Map<String, String> words) {
        var follows = Form.wrapped("");
        follows.setId("key-unpin-follows");
        var catalog = new ComboBox<String>();
        catalog.setId("key-unpin-catalog");
        catalog.setMaxWidth(Double.MAX_VALUE);
        catalog.getItems().setAll(words.keySet());
        catalog.valueProperty().subscribe(chosen -> follows.setText(words.getOrDefault(chosen, "")));
        catalog.getSelectionModel().selectFirst();
        new DialogBox(
                        bench.modals(),
                        "Unpin " + key.name(),
                        new VBox(
                                12,
                                Form.wrapped(
                                        "It is trusted for the catalog no longer. It stays in the ring, and for other"
                                                + " catalogs; what was pulled before stays too."),
                                new Form().row("For the catalog", catalog).node(),
                                follows),
                        "Unpin",
                        "key-unpin-confirm",
                        () -> unpin(catalog.getValue()))
                .cautious()
                .show();
    }

    private void unpin(String catalog) {
        bench.modals().hide();
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().keys().unpin(key.name(), catalog);
                            return catalog;
                        },
                        done -> {
                            bench.notices().tell(key.name() + " is trusted for " + done + " no longer.");
                            changed.run();
                        },
                        bench.notices()::problem);
    }
}
