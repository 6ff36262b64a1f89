package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.ListDocument;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The ring of keys: one's own, and those of publishers. */
public final class KeysDocument extends ListDocument<KnownKey> {
    private static final String NONE = "No key is chosen.";
    private final Bench bench;
    private final KeysModel model;
    private String wanted = "";

    public KeysDocument(Bench bench) {
        super("keys", "Keys", MaterialDesignK.KEY_OUTLINE);
        this.bench = bench;
        model = new KeysModel(bench.engine().keys(), bench.tasks(), bench.notices()::problem);
        list().getStyleClass().add("two-lines");
        begin(actions().subList(0, 2), bench.notices(), view -> new KeyCell());
        model.all().addListener((ListChangeListener<KnownKey>) change -> take());
        model.broken().addListener((ListChangeListener<String>) change -> draw());
        model.read().subscribe(read -> draw());
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
        var chosen = wanted;
        wanted = "";
        take(model.all(), KnownKey::name, chosen);
    }

    @Override
    protected Node page(KnownKey key) {
        return KeyPage.of(key, ActionButton.row(actions().subList(2, 8), bench.notices()), model.broken());
    }

    @Override
    protected Node nothing() {
        return model.read().get() ? empty(actions()) : new Region();
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
}
