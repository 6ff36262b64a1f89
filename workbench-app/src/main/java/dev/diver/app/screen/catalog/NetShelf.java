package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/** The published nets that were found, and the page of the one that is selected. */
final class NetShelf {
    private final ListView<NetEntry> results = new ListView<>();
    private final NetPage page;

    /**
     * @param made is told of the directory of each net that was taken
     * @param kernel goes to a kernel
     */
    NetShelf(Bench bench, Consumer<Path> made, Consumer<KernelReference> kernel) {
        page = new NetPage(bench, made, this::pick, kernel);
        results.setId("catalog-nets");
        results.getStyleClass().addAll(Styles.STRIPED, "catalog-results");
        results.setCellFactory(view -> new NetCell());
        results.getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry != null) {
                page.show(entry.ref());
            }
        });
        results.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                page.focus();
            }
        });
    }

    ListView<NetEntry> list() {
        return results;
    }

    NetPage page() {
        return page;
    }

    /** @param nothing stands where the list is empty */
    void show(NetSearchResult found, Node nothing) {
        var before = results.getSelectionModel().getSelectedItem();
        results.getItems().setAll(found.entries());
        results.setPlaceholder(nothing);
        if (found.entries().isEmpty()) {
            page.clear();
        } else {
            var at = before == null
                    ? 0
                    : found.entries().stream().map(NetEntry::ref).toList().indexOf(before.ref());
            results.getSelectionModel().select(Math.max(at, 0));
        }
    }

    /** Nothing of it is shown any more. */
    void clear() {
        results.getItems().clear();
        page.clear();
    }

    private void pick(KernelReference version) {
        var at = results.getItems().stream().map(NetEntry::ref).toList().indexOf(version);
        if (at >= 0) {
            results.getSelectionModel().select(at);
            results.scrollTo(Math.max(at - 2, 0));
        } else {
            results.getSelectionModel().clearSelection();
            page.show(version);
        }
    }
}
