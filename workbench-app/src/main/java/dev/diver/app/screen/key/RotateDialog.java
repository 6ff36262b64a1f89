package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;

/** Lets one of one's keys be followed by another. */
final class RotateDialog {
    private final Bench bench;
    private final KnownKey from;
    private final Runnable changed;
    private final ComboBox<String> to = new ComboBox<>();
    private final List<KnownKey> others;
    private final VBox secrets = new VBox();
    private final DialogBox dialog;
    private KeyPasswords passwords;

    /** @param others keys that can follow: own ones that are not revoked; at least one */
    RotateDialog(Bench bench, KnownKey from, List<KnownKey> others, Runnable changed) {
        this.bench = bench;
        this.from = from;
        this.others = others;
        this.changed = changed;
        to.setId("key-rotate-to");
        to.setMaxWidth(Double.MAX_VALUE);
        to.getItems().setAll(others.stream().map(KnownKey::name).toList());
        var form = new Form(KeyPasswords.NAMES).row("Is followed by", to);
        dialog = new DialogBox(
                bench.modals(),
                "A key to follow " + from.name(),
                new VBox(
                        12,
                        Form.wrapped(
                                "Both keys sign a statement. Who takes it and trusts the first trusts the second from"
                                        + " then on; the first stays trusted until it is revoked."),
                        form.node(),
                        secrets),
                "Sign",
                "key-rotate-sign",
                this::sign);
        to.valueProperty().subscribe(name -> askPasswords());
        to.getSelectionModel().selectFirst();
    }

    private KnownKey chosen() {
        return others.stream()
                .filter(key -> key.name().equals(to.getValue()))
                .findFirst()
                .orElse(others.getFirst());
    }

    private void askPasswords() {
        var form = new Form(KeyPasswords.NAMES);
        passwords = new KeyPasswords(form, "key-rotate-password", List.of(from, chosen()));
        secrets.getChildren().setAll(form.node());
    }

    void show() {
        dialog.show();
        to.requestFocus();
    }

    private void sign() {
        var next = chosen();
        var typed = passwords.take();
        dialog.action().setDisable(true);
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
                        failure -> {
                            dialog.action().setDisable(false);
                            dialog.trouble(failure.problem().text());
                        });
    }
}
