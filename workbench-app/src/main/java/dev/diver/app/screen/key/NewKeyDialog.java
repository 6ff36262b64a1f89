package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;

/** Makes a key to sign with. */
final class NewKeyDialog {
    private final Bench bench;
    private final Consumer<KnownKey> made;
    private final TextField name = Form.field("key-name", "such as lab-2027");
    private final PasswordField password = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final CheckBox none = new CheckBox("Without a password: who can read its file can sign with it");
    private final DialogBox dialog;

    NewKeyDialog(Bench bench, Consumer<KnownKey> made) {
        this.bench = bench;
        this.made = made;
        password.setId("key-password");
        again.setId("key-password-again");
        none.setId("key-no-password");
        none.setWrapText(true);
        var form = new Form()
                .row("Name", name)
                .row("Password", password)
                .row("Once more", again)
                .wide(none)
                .help("Nobody can bring back a password that is forgotten. Give the public part to those who are to"
                        + " trust you, in another way than by the registry.");
        password.disableProperty().bind(none.selectedProperty());
        again.disableProperty().bind(none.selectedProperty());
        dialog = new DialogBox(bench.modals(), "New key", form.node(), "Make it", "key-make", this::make);
        name.textProperty().subscribe(text -> check());
        password.textProperty().subscribe(text -> check());
        again.textProperty().subscribe(text -> check());
        none.selectedProperty().subscribe(is -> check());
    }

    void show() {
        dialog.show();
        name.requestFocus();
    }

    private void check() {
        var differ = !none.isSelected()
                && !again.getText().isEmpty()
                && !again.getText().equals(password.getText());
        dialog.trouble(differ ? "The two passwords differ." : "");
        dialog.action()
                .setDisable(Form.text(name).isEmpty()
                        || !none.isSelected()
                                && (password.getText().isEmpty()
                                        || !again.getText().equals(password.getText())));
    }

    private void make() {
        var wished = Form.text(name);
        Optional<char[]> secret = none.isSelected()
                ? Optional.empty()
                : Optional.of(password.getText().toCharArray());
        dialog.busy();
        // Encrypting it takes a second on purpose.
        bench.tasks()
                .start(
                        "Making the key " + wished,
                        (progress, cancellation) -> {
                            try {
                                return bench.engine().keys().create(wished, secret);
                            } finally {
                                secret.ifPresent(text -> Arrays.fill(text, '\0'));
                            }
                        },
                        key -> {
                            password.clear();
                            again.clear();
                            dialog.hide();
                            made.accept(key);
                        },
                        dialog::failed);
    }
}
