package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Words;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.PasswordField;

/** Fields for the passwords of the keys that are to sign. */
final class KeyPasswords {
    /** Of the forms that they stand below. */
    static final double NAMES = 165;

    private final Map<String, PasswordField> fields = new LinkedHashMap<>();

    /** A row for each that has one. */
    KeyPasswords(Form form, String id, List<KnownKey> signers) {
        for (var key : signers) {
            if (key.secret() == KnownKey.Secret.ENCRYPTED && !fields.containsKey(key.name())) {
                var field = new PasswordField();
                field.setId(id + (fields.isEmpty() ? "" : "-" + fields.size()));
                form.row("Password of " + Words.shortened(key.name(), 14), field);
                fields.put(key.name(), field);
            }
        }
    }

    /** What was typed, once; the fields are empty then. */
    SigningKeys.Passwords take() {
        var typed = new HashMap<String, char[]>();
        fields.forEach((key, field) -> {
            typed.put(key, field.getText().toCharArray());
            field.clear();
        });
        return key -> typed.getOrDefault(key, new char[0]);
    }
}
