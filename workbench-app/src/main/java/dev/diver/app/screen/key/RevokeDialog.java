package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Lets a key be trusted no longer, here or by all. */
final class RevokeDialog {
    private static final String NOBODY = "nobody: only here";
    private final Bench bench;
    private final KnownKey key;
    private final Runnable changed;
    private final TextField reason = Form.field("key-revoke-reason", "such as: a laptop is gone");
    private final KeyChoice by;
    private final KeyPasswords passwords = new KeyPasswords("key-revoke-password");
    private final DialogBox dialog;

    /** @param own keys that can sign the statement for others */
    RevokeDialog(Bench bench, KnownKey key, List<KnownKey> own, Runnable changed) {
        this.bench = bench;
        this.key = key;
        this.changed = changed;
        by = new KeyChoice("key-revoke-by", own, Optional.of(NOBODY));
        var form = new Form(KeyPasswords.NAMES).row("Reason", reason).row("Others are told by", by.node());
        dialog = new DialogBox(
                        bench.modals(),
                        "Revoke " + key.name(),
                        new VBox(
                                12,
                                Form.wrapped(
                                        "Whatever it signed is refused from then on, whenever that was. This cannot be"
                                                + " undone. Others learn of it by a statement that the key itself signs, or one that"
                                                + " followed it."),
                                form.node(),
                                passwords.node()),
                        "Revoke",
                        "key-revoke-confirm",
                        this::revoke)
                .cautious();
        dialog.action().setDisable(true);
        reason.textProperty().subscribe(text -> dialog.action().setDisable(text.isBlank()));
        by.node()
                .valueProperty()
                .addListener((value, before, now) ->
                        passwords.ask(by.chosen().stream().toList()));
        by.node().setValue(own.stream().anyMatch(one -> one.name().equals(key.name())) ? key.name() : NOBODY);
    }

    void show() {
        dialog.show();
        reason.requestFocus();
    }

    private void revoke() {
        var signer = by.chosen().map(KnownKey::name);
        var why = Form.text(reason);
        var typed = passwords.take();
        dialog.busy();
        bench.tasks()
                .start(
                        "Revoking " + key.name(),
                        (progress, cancellation) -> bench.engine().keys().revoke(key.name(), why, signer, typed),
                        statement -> {
                            changed.run();
                            statement.ifPresentOrElse(this::tell, () -> {
                                dialog.hide();
                                bench.notices().tell(key.name() + " is trusted here no longer.");
                            });
                        },
                        dialog::failed);
    }

    private void tell(String statement) {
        StatementDialog.show(
                bench,
                key.name() + " is revoked",
                "Others revoke it with this statement: Keys, Add a key\u2026, or diver key add FILE.",
                statement,
                key.name() + ".revoked");
    }
}
