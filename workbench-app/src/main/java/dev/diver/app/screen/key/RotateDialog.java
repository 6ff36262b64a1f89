package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;

/** Lets one of one's keys be followed by another. */
final class RotateDialog {
    private final Bench bench;
    private final KnownKey from;
    private final Runnable changed;
    private final KeyChoice to;
    private final KeyPasswords passwords = new KeyPasswords("key-rotate-password");
    private final DialogBox dialog;

    /** @param others keys that can follow: own ones that are not revoked; at least one */
    RotateDialog(Bench bench, KnownKey from, List<KnownKey> others, Runnable changed) {
        this.bench = bench;
        this.from = from;
        this.changed = changed;
        to = new KeyChoice("key-rotate-to", others, Optional.empty());
        var form = new Form(KeyPasswords.NAMES).row("Is followed by", to.node());
        dialog = new DialogBox(
                bench.modals(),
                "A key to follow " + from.name(),
                new VBox(
                        12,
                        Form.wrapped(
                                "Both keys sign a statement. Who takes it and trusts the first trusts the second from"
                                        + " then on; the first stays trusted until it is revoked."),
                        form.node(),
                        passwords.node()),
                "Sign",
                "key-rotate-sign",
                this::sign);
        to.node().valueProperty().addListener((value, before, now) -> passwords.ask(List.of(from, next())));
        to.node().getSelectionModel().selectFirst();
    }

    private KnownKey next() {
        return to.chosen().orElseThrow();
    }

    void show() {
        dialog.show();
        to.node().requestFocus();
    }

    private void sign() {
        var next = next();
        var typed = passwords.take();
        dialog.busy();
        bench.tasks()
                .start(
                        "Signing with " + from.name() + " and " + next.name(),
                        (progress, cancellation) -> bench.engine().keys().rotate(from.name(), next.name(), typed),
                        statement -> {
                            changed.run();
                            StatementDialog.show(
                                    bench,
                                    from.name() + " is followed by " + next.name(),
                                    "Others trust it with this statement: Keys, Add a key\u2026, or diver key add FILE.",
                                    statement,
                                    next.name() + ".statement");
                        },
                        dialog::failed);
    }
}
