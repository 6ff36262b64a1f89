package dev.diver.app.screen.registry;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Words;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries.Indexed;
import dev.diver.core.catalog.Registries.Known;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Draws the page of a catalog. */
final class SourcePage {
    private final Bench bench;
    private final CatalogsModel model;
    private final IndexesModel indexes;
    private final Consumer<String> key;

    /** @param key shows a key of the ring */
    SourcePage(Bench bench, CatalogsModel model, IndexesModel indexes, Consumer<String> key) {
        this.indexes = indexes;
        this.bench = bench;
        this.model = model;
        this.key = key;
    }

    Region of(Source source, List<Action> actions) {
        var title = Form.wrapped(source.name(), Styles.TITLE_2);
        title.setId("catalog-title");
        var state = ReachedWords.of(source, model);
        var sentence = Form.wrapped(state.sentence(), state.style());
        sentence.setId("catalog-state");
        var box = new VBox(16, title, sentence);
        if (source.known().isPresent()) {
            box.getChildren().add(facts(source, source.known().get()));
            box.getChildren().add(updates(source.known().get()));
            box.getChildren()
                    .add(buttons(Stream.concat(actions.subList(1, 5).stream(), Stream.of(actions.getLast()))
                            .toList()));
            box.getChildren().add(heading("What is asked of its packages"));
            box.getChildren().add(PolicyForm.of(source.policy(), policy -> model.setPolicy(source.name(), policy)));
            box.getChildren().add(heading("Keys that are trusted for it"));
            box.getChildren().add(keys(source.keys()));
            box.getChildren().add(buttons(List.of(actions.get(5))));
        } else {
            var file = bench.engine().home().config().resolve("catalogs").resolve(source.name() + ".toml");
            box.getChildren().add(Form.wrapped("Mend " + file + ", or remove the catalog and add it again."));
            box.getChildren().add(buttons(List.of(actions.getLast())));
        }
        box.getStyleClass().add("page");
        return box;
    }

    private String index(String catalog) {
        if (indexes.updating().containsKey(catalog)) {
            return "is being brought\u2026";
        }
        var here = indexes.of(catalog);
        if (here.flatMap(Indexed::brought).isEmpty()) {
            return "was never brought: nothing of it is found by searching";
        }
        var now = Instant.now();
        var asked = "asked for " + Words.moment(here.get().brought().get(), now);
        return here.get()
                .expires()
                .map(until -> asked + ", good until " + Words.moment(until, now)
                        + (now.isAfter(until) ? ": there may be newer kernels" : ""))
                .orElse(asked + "; there is none");
    }

    private Node facts(Source source, Known known) {
        var form = new Form().row("Address", Form.wrapped(known.url(), "code-text"));
        if (!known.mirrors().isEmpty()) {
            form.row("Mirrors", Form.wrapped(String.join("\n", known.mirrors()), "code-text"));
        }
        known.authority().ifPresent(file -> form.row("Own authority", Form.wrapped(file.toString(), "code-text")));
        var index = Form.wrapped(index(source.name()));
        index.setId("catalog-index");
        form.row("Index", index);
        form.row("Its kernels", Form.wrapped(source.name() + "/NAME:VERSION", "code-text"));
        return form.node();
    }

    private Node updates(Known known) {
        var updates = new CheckBox("Bring its index after a start, where it is older than a day");
        updates.setId("catalog-updates");
        updates.setWrapText(true);
        updates.setSelected(known.updates());
        updates.selectedProperty().subscribe((was, is) -> model.setUpdates(known.name(), is));
        return updates;
    }

    private Node keys(List<KnownKey> keys) {
        if (keys.isEmpty()) {
            return Form.wrapped(
                    "None yet. Take the publisher\u2019s key from another place than the registry.", Styles.TEXT_MUTED);
        }
        var box = new VBox(4);
        for (var one : keys) {
            var link = new Hyperlink(
                    one.name() + " (" + one.id() + ")" + (one.revoked().isPresent() ? ", revoked" : ""));
            link.setOnAction(event -> key.accept(one.name()));
            box.getChildren().add(link);
        }
        return box;
    }

    private Node buttons(List<Action> actions) {
        return ActionButton.row(actions, bench.notices());
    }

    private static Label heading(String text) {
        var label = Form.wrapped(text, Styles.TITLE_4);
        label.getStyleClass().add("section");
        return label;
    }
}
