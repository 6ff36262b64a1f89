package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.KnownKey;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** Keys in words and signs. */
final class KeyWords {
    private KeyWords() {}

    static boolean isOwn(KnownKey key) {
        return key.secret() != KnownKey.Secret.NONE;
    }

    /** Short, for a list. */
    static String state(KnownKey key) {
        if (key.revoked().isPresent()) {
            return "revoked";
        }
        return isOwn(key) ? "yours" : key.catalogs().isEmpty() ? "not used" : "trusted";
    }

    static String use(KnownKey key) {
        return switch (key.secret()) {
            case NONE -> "It is another\u2019s: signatures are checked with it.";
            case ENCRYPTED -> "It is yours: signing with it asks for its password.";
            case UNENCRYPTED -> "It is yours, without a password: who can read its file can sign with it.";
        };
    }

    static FontIcon icon(KnownKey key) {
        if (key.revoked().isPresent()) {
            return Icons.of(MaterialDesignK.KEY_REMOVE, 16, "bad");
        }
        return isOwn(key) ? Icons.of(MaterialDesignK.KEY) : Icons.of(MaterialDesignK.KEY_OUTLINE);
    }
}
