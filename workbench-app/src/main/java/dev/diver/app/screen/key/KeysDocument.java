package dev.diver.app.screen.key;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.ListAndPage;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The ring of keys: one's own, and those of publishers. */
public final class KeysDocument implements Document {
    private static final String NONE = "No key is chosen.";
    private final Bench bench;
    private final KeysModel model;
    private final ListView<KnownKey> list = new ListView<>();
    private final ListAndPage content;
    private String wanted = "";

    public KeysDocument(Bench bench) {
        this.bench = bench;
        model = new KeysModel(bench.engine().keys(), bench.tasks(), bench.notices()::problem);
        content = new ListAndPage("keys", list, actions().subList(0, 2), bench.notices());
        list.setId("keys-list");
        list.getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "two-lines");
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().subscribe(key -> show());
        model.all().addListener((ListChangeListener<KnownKey>) change -> take());
        model.broken().addListener((ListChangeListener<String>) change -> show());
        model.read().subscribe(read -> show());
    }

    /** Reads the ring again. */
    public void refresh() {
        model.refresh();
    }

    /** Shows that key, once the ring was read. */
    public void show(String key) {
        wanted = key;
        refresh();
    }

    @Override
    public String id() {
        return "keys";
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty("Keys");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignK.KEY_OUTLINE;
    }

    @Override
    public Node content() {
        return content.node();
    }

    @Override
    public void focus() {
        list.requestFocus();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                action(
                        "key-new",
                        "New key\u2026",
                        MaterialDesignK.KEY_PLUS,
                        () -> new NewKeyDialog(bench, this::made).show()),
                action(
                        "key-add-other",
                        "Add a key\u2026",
                        MaterialDesignI.IMPORT,
                        () -> new AddKeyDialog(bench, "", this::refresh).show()),
                on("key-export", "Public key\u2026", MaterialDesignC.CONTENT_COPY, this::export, key -> ""),
                on(
                        "key-trust",
                        "Trust for a catalog\u2026",
                        MaterialDesignS.SHIELD_KEY_OUTLINE,
                        key -> new TrustKeyDialog(bench, key, this::refresh).show(),
                        KeysDocument::whyRevoked),
                on(
                        "key-unpin",
                        "Unpin\u2026",
                        MaterialDesignS.SHIELD_OFF_OUTLINE,
                        key -> new UnpinDialog(bench, key, this::refresh).show(),
                        key -> key.catalogs().isEmpty() ? "It is trusted for no catalog." : ""),
                on(
                        "key-rotate",
                        "Let another follow\u2026",
                        MaterialDesignA.ARROW_RIGHT_BOLD_OUTLINE,
                        this::rotate,
                        this::whyNoRotation),
                on(
                        "key-revoke",
                        "Revoke\u2026",
                        MaterialDesignC.CANCEL,
                        key -> new RevokeDialog(bench, key, signers(), this::refresh).show(),
                        KeysDocument::whyRevoked),
                on("key-remove", "Remove\u2026", MaterialDesignD.DELETE_OUTLINE, this::remove, key -> ""),
                action("key-refresh", "Read the ring again", MaterialDesignR.REFRESH, this::refresh));
    }

    private static Action action(String id, String name, Ikon icon, Runnable run) {
        return Action.of(id, "Keys", name, icon, run);
    }

    private Action on(String id, String name, Ikon icon, Consumer<KnownKey> run, Function<KnownKey, String> whyNot) {
        return action(id, name, icon, () -> selected().ifPresent(run))
                .unless(() -> selected().map(whyNot).orElse(NONE));
    }

    private static String whyRevoked(KnownKey key) {
        return key.revoked().isPresent() ? "It is revoked." : "";
    }

    private String whyNoRotation(KnownKey key) {
        return !KeyWords.isOwn(key)
                ? "Only who can sign with it can name the one that follows."
                : key.revoked().isPresent()
                        ? "It is revoked."
                        : followers(key).isEmpty() ? "There is no other key of yours; make one first." : "";
    }

    private List<KnownKey> signers() {
        return model.all().stream()
                .filter(key -> KeyWords.isOwn(key) && key.revoked().isEmpty())
                .toList();
    }

    private List<KnownKey> followers(KnownKey key) {
        return signers().stream().filter(other -> !other.id().equals(key.id())).toList();
    }

    private Optional<KnownKey> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void made(KnownKey key) {
        show(key.name());
        export(key);
    }

    private void export(KnownKey key) {
        StatementDialog.show(
                bench,
                "Public key of " + key.name(),
                "Who is to trust what " + (KeyWords.isOwn(key) ? "you sign" : key.name() + " signs")
                        + " takes this, in another way than by the registry. It is minisign\u2019s format.",
                key.key(),
                key.name() + ".pub");
    }

    private void rotate(KnownKey key) {
        new RotateDialog(bench, key, followers(key), this::refresh).show();
    }

    private void remove(KnownKey key) {
        var own = KeyWords.isOwn(key);
        new DialogBox(
                        bench.modals(),
                        "Remove " + key.name(),
                        Form.wrapped(
                                own
                                        ? "The file that signs with it goes too, and nobody can bring it back. What it signed"
                                                + " stays as good as it was."
                                        : "What it signed is taken no longer as its publisher\u2019s."
                                                + (key.catalogs().isEmpty()
                                                        ? ""
                                                        : " It was trusted for " + String.join(", ", key.catalogs())
                                                                + ".")),
                        own ? "Remove it and what signs" : "Remove",
                        "key-remove-confirm",
                        () -> {
                            bench.modals().hide();
                            bench.tasks()
                                    .quietly(
                                            () -> {
                                                bench.engine().keys().remove(key.name(), own);
                                                return key;
                                            },
                                            gone -> refresh(),
                                            bench.notices()::problem);
                        })
                .cautious()
                .show();
    }

    private void take() {
        var before = wanted.isEmpty() ? selected().map(KnownKey::name).orElse("") : wanted;
        wanted = "";
        list.getItems().setAll(model.all());
        model.all().stream()
                .filter(key -> key.name().equals(before))
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
        show();
    }

    private void show() {
        var actions = actions();
        if (model.all().isEmpty()) {
            content.showInstead(model.read().get() ? empty(actions) : new Region());
            return;
        }
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        selected().ifPresent(key -> content.show(page(key, actions)));
    }

    private Node empty(List<Action> actions) {
        var state = EmptyState.of(
                MaterialDesignK.KEY_OUTLINE,
                "No keys yet",
                "With a publisher\u2019s key, Diver checks who a kernel comes from. With one of your own, you sign what you"
                        + " publish.",
                ActionButton.of(actions.get(1), bench.notices()),
                ActionButton.of(actions.get(0), bench.notices()));
        model.broken().forEach(words -> state.getChildren().add(Form.wrapped(words, "warn")));
        return state;
    }

    private Node page(KnownKey key, List<Action> actions) {
        var name = Form.wrapped(key.name(), Styles.TITLE_2);
        name.setId("key-title");
        var state = new Label(KeyWords.state(key));
        state.setId("key-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        state.setGraphic(KeyWords.icon(key));
        state.getStyleClass().addAll("badge", key.revoked().isPresent() ? "bad" : "plain");
        var title = new HBox(12, name, state);
        title.setAlignment(Pos.CENTER_LEFT);
        var form = new Form()
                .row("Number", text(key.id(), "code-text"))
                .row("Public key", text(key.key(), "code-text"))
                .row("Use", text(KeyWords.use(key)))
                .row("Trusted for", text(key.catalogs().isEmpty() ? "no catalog" : String.join(", ", key.catalogs())));
        key.revoked().ifPresent(revoked -> form.row("Revoked", text(revoked.since() + ": " + revoked.reason(), "bad")));
        var box = new VBox(16, title, form.node(), buttons(actions.subList(2, 8)));
        model.broken().forEach(words -> box.getChildren().add(broken(words)));
        box.getStyleClass().add("page");
        return box;
    }

    private static Label broken(String words) {
        var label = Form.wrapped(words, "warn");
        label.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn"));
        return label;
    }

    private static Label text(String text, String... styles) {
        return Form.wrapped(text, styles);
    }

    private Node buttons(List<Action> actions) {
        var line = new FlowPane(8, 8);
        actions.forEach(action -> line.getChildren().add(ActionButton.of(action, bench.notices())));
        return line;
    }

    /** Its name, its number, and its state as a word: colours alone tell not everybody. */
    private static final class Cell extends ListCell<KnownKey> {
        private final Label name = CutText.tell(new Label());
        private final Label number = new Label();
        private final Label state = new Label();
        private final HBox line;

        Cell() {
            name.getStyleClass().add(Styles.TEXT_BOLD);
            number.getStyleClass().addAll("code-text", Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            state.setMinWidth(Region.USE_PREF_SIZE);
            var names = new VBox(2, name, number);
            names.setMinWidth(0);
            HBox.setHgrow(names, Priority.ALWAYS);
            line = new HBox(10, names, state);
            line.setAlignment(Pos.CENTER_LEFT);
            // As wide as the list: a long name is cut, and the state stays in sight.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(KnownKey key, boolean empty) {
            super.updateItem(key, empty);
            if (empty || key == null) {
                setGraphic(null);
                return;
            }
            name.setText(key.name());
            number.setText(key.id());
            state.setText(KeyWords.state(key));
            state.setGraphic(KeyWords.icon(key));
            state.getStyleClass().setAll("label", key.revoked().isPresent() ? "bad" : Styles.TEXT_MUTED);
            setGraphic(line);
        }
    }
}
