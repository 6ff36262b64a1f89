package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Words;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/** Fields for the passwords of the keys that are to sign. */
final class KeyPasswords {
    /** Of the forms that they stand below. */
    static final double NAMES = 165;

    private final String id;
    private final Map<String, PasswordField> fields = new LinkedHashMap<>();
    private final VBox node = new VBox();

    /** @param id of the first field */
    KeyPasswords(String id) {
        this.id = id;
    }

    Node node() {
        return node;
    }

    /** A field for each of these that has one, instead of those before. */
    void ask(List<KnownKey> signers) {
        fields.clear();
        var form = new Form(NAMES);
        for (var key : signers) {
            if (key.secret() == KnownKey.Secret.ENCRYPTED && !fields.containsKey(key.name())) {
                var field = new PasswordField();
                field.setId(id + (fields.isEmpty() ? "" : "-" + fields.size()));
                form.row("Password of " + Words.shortened(key.name(), 14), field);
                fields.put(key.name(), field);
            }
        }
        node.getChildren().setAll(form.node());
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
