package dev.diver.app.screen.publish;

import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;

/** Which of one's keys signs, and its password where it has one. */
final class SignerFields {
    private static final String NOBODY = "nobody";
    private final ComboBox<String> key = new ComboBox<>();
    private final PasswordField password = new PasswordField();
    private List<KnownKey> keys = List.of();

    /** @param id before the fields' own */
    SignerFields(String id) {
        key.setId(id + "-key");
        key.setMaxWidth(Double.MAX_VALUE);
        password.setId(id + "-password");
        key.valueProperty()
                .subscribe(
                        chosen -> password.setDisable(chosen().filter(one -> one.secret() == KnownKey.Secret.ENCRYPTED)
                                .isEmpty()));
    }

    /** Those that can sign; reads files. */
    static List<KnownKey> of(SigningKeys ring) {
        return ring.list().stream()
                .filter(one ->
                        one.secret() != KnownKey.Secret.NONE && one.revoked().isEmpty())
                .toList();
    }

    Form addTo(Form form) {
        return form.row("Signed by", key).row("Password", password);
    }

    void offer(List<KnownKey> all) {
        keys = all;
        key.getItems().setAll(all.stream().map(KnownKey::name).toList());
        key.getItems().add(NOBODY);
        key.getSelectionModel().selectFirst();
    }

    Optional<String> key() {
        return chosen().map(KnownKey::name);
    }

    /** To be overwritten by who takes it. */
    char[] password() {
        return password.getText().toCharArray();
    }

    void clear() {
        password.clear();
    }

    private Optional<KnownKey> chosen() {
        return keys.stream().filter(one -> one.name().equals(key.getValue())).findFirst();
    }
}
