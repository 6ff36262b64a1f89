package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.ListDocument;
import dev.diver.app.screen.key.AddKeyDialog;
import dev.diver.app.screen.registry.CatalogsModel.Reached;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Where kernels come from: the registries that were added as catalogs. */
public final class CatalogsDocument extends ListDocument<Source> {
    private final Bench bench;
    private final CatalogsModel model;
    private final IndexesModel indexes;
    private final Consumer<String> key;
    private String wanted = "";
    /** Its index is brought as soon as its registry has answered. */
    private String fresh = "";

    /**
     * @param indexes of the catalogs
     * @param key shows a key of the ring
     */
    public CatalogsDocument(Bench bench, IndexesModel indexes, Consumer<String> key) {
        super("catalogs", "Catalogs", MaterialDesignC.CLOUD_OUTLINE);
        this.bench = bench;
        this.indexes = indexes;
        this.key = key;
        model = new CatalogsModel(
                bench.engine().registries(), bench.engine().keys(), bench.tasks(), bench.notices()::problem);
        list().getStyleClass().add("two-lines");
        begin(List.of(addAction()), bench.notices(), view -> new SourceCell(model));
        model.sources().addListener((ListChangeListener<Source>) change -> take());
        model.reached().addListener((InvalidationListener) change -> {
            list().refresh();
            draw();
            bringFresh();
        });
        model.read().subscribe(read -> draw());
        indexes.all().addListener((InvalidationListener) change -> draw());
        indexes.updating().addListener((InvalidationListener) change -> draw());
    }

    /** Reads the files again. */
    public void refresh() {
        model.refresh();
        indexes.refresh();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                addAction(),
                onKnown(
                        "catalog-update",
                        "Update the index",
                        MaterialDesignD.DATABASE_REFRESH_OUTLINE,
                        source -> indexes.update(source.name())),
                onKnown("catalog-greet", "Ask again", MaterialDesignR.REFRESH, source -> model.greet(source.name())),
                onKnown("catalog-login", "Log in\u2026", MaterialDesignL.LOGIN, source -> login(source.name())),
                onKnown("catalog-logout", "Log out", MaterialDesignL.LOGOUT, this::logout),
                onKnown(
                        "catalog-trust-key",
                        "Trust a key\u2026",
                        MaterialDesignK.KEY_PLUS,
                        source -> new AddKeyDialog(bench, source.name(), this::refresh).show()),
                Action.of(
                                "catalog-remove",
                                "Catalogs",
                                "Remove\u2026",
                                MaterialDesignD.DELETE_OUTLINE,
                                () -> selected().ifPresent(this::remove))
                        .unless(() -> selected().isEmpty() ? "No catalog is chosen." : ""));
    }

    private Action addAction() {
        return Action.of("catalog-add", "Catalogs", "Add a catalog\u2026", MaterialDesignP.PLUS, this::add);
    }

    /** Asks for a new one. */
    public void add() {
        new AddCatalogDialog(bench, name -> {
                    wanted = name;
                    fresh = name;
                    model.refresh();
                })
                .show();
    }

    private Action onKnown(String id, String name, Ikon icon, Consumer<Source> run) {
        return Action.of(id, "Catalogs", name, icon, () -> selected().ifPresent(run))
                .unless(() -> selected().isEmpty()
                        ? "No catalog is chosen."
                        : selected().get().known().isEmpty() ? "Its file is wrong." : "");
    }

    private void bringFresh() {
        if (model.reached().get(fresh) instanceof Reached.Answered) {
            var name = fresh;
            fresh = "";
            // It may know a login already, of docker's helpers.
            indexes.updateOr(name, () -> login(name));
        }
    }

    private void login(String name) {
        bench.tasks()
                .quietly(
                        () -> bench.engine().registries().host(name),
                        host -> new LoginDialog(bench, name, host, () -> loggedIn(name)).show(),
                        bench.notices()::problem);
    }

    private void loggedIn(String name) {
        model.greet(name);
        indexes.update(name);
    }

    private void logout(Source source) {
        model.logout(
                source.name(),
                () -> bench.notices().tell("The login at " + source.name() + " that Diver kept is forgotten."));
    }

    private void remove(Source source) {
        new DialogBox(
                        bench.modals(),
                        "Remove the catalog " + source.name(),
                        Form.wrapped(
                                "Its kernels are found no longer. What was pulled from it stays, and so do its login"
                                        + " and its trusted keys."),
                        "Remove",
                        "catalog-remove-confirm",
                        () -> {
                            bench.modals().hide();
                            model.remove(source.name(), () -> {
                                bench.notices().tell("The catalog " + source.name() + " is removed.");
                                indexes.changed();
                            });
                        })
                .cautious()
                .show();
    }

    private void take() {
        var chosen = wanted;
        wanted = "";
        take(model.sources(), Source::name, chosen);
    }

    @Override
    protected Node page(Source source) {
        return new SourcePage(bench, model, indexes, key).of(source, actions());
    }

    @Override
    protected Node nothing() {
        return model.read().get() ? empty() : new Region();
    }

    private Node empty() {
        return EmptyState.of(
                MaterialDesignC.CLOUD_OUTLINE,
                "No catalogs were added",
                "Any OCI registry can be a catalog: its kernels are then found, pulled and checked beside those that come"
                        + " with Diver.",
                ActionButton.of(addAction(), bench.notices()));
    }
}
