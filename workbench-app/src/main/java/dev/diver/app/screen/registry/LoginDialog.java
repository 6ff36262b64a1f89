package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import java.util.Arrays;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;

/** Keeps a login of a registry in the desktop's secret store. */
final class LoginDialog {
    private final Bench bench;
    private final String catalog;
    private final Runnable kept;
    private final TextField user = Form.field("catalog-user", "");
    private final PasswordField password = new PasswordField();
    private final DialogBox dialog;

    /** @param host where the login is told to */
    LoginDialog(Bench bench, String catalog, String host, Runnable kept) {
        this.bench = bench;
        this.catalog = catalog;
        this.kept = kept;
        password.setId("catalog-password");
        var form = new Form()
                .row("Registry", Form.wrapped(host, "code-text"))
                .row("User", user)
                .row("Password or token", password)
                .help(
                        "Kept in the desktop\u2019s secret store, and told to this registry only. Logins that docker\u2019s"
                                + " credential helpers have are found without this.");
        dialog = new DialogBox(
                bench.modals(), "Log in to " + catalog, form.node(), "Log in", "catalog-login-confirm", this::login);
        user.textProperty().subscribe(text -> check());
        password.textProperty().subscribe(text -> check());
    }

    void show() {
        dialog.show();
        user.requestFocus();
    }

    private void check() {
        dialog.action()
                .setDisable(Form.text(user).isEmpty() || password.getText().isEmpty());
    }

    private void login() {
        var name = Form.text(user);
        var secret = password.getText().toCharArray();
        dialog.busy();
        bench.tasks()
                .quietly(
                        () -> {
                            try {
                                bench.engine().registries().login(catalog, name, secret);
                                return name;
                            } finally {
                                Arrays.fill(secret, '\0');
                            }
                        },
                        done -> {
                            password.clear();
                            dialog.hide();
                            bench.notices().tell("The login of " + name + " at " + catalog + " is kept.");
                            kept.run();
                        },
                        dialog::failed);
    }
}
