package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.Vouched;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Who vouches for a kernel, as a word with a sign of its own; the colour says no more than they do. */
final class VouchedWords {
    private VouchedWords() {}

    static String word(Vouched.State state) {
        return switch (state) {
            case EMBEDDED -> "On this machine";
            case SIGNED -> "Signed";
            case FIRST_KEY -> "Signed by a new key";
            case UNSIGNED -> "Not signed";
            case UNKNOWN_KEY -> "Signed by an unknown key";
            case REVOKED -> "Signed by a revoked key";
            case WRONG -> "Wrong signature";
            case UNCHECKED -> "Not checked";
        };
    }

    static Label label(Vouched.State state) {
        var style = style(state);
        var label = new Label(word(state), Icons.of(icon(state), 16, style.equals("good-text") ? "good" : style));
        label.setId("kernel-vouched");
        label.getStyleClass().addAll(style, Styles.TEXT_BOLD);
        return label;
    }

    private static String style(Vouched.State state) {
        return switch (state) {
            case SIGNED -> "good-text";
            case FIRST_KEY, UNSIGNED, UNKNOWN_KEY -> "warn";
            case REVOKED, WRONG -> "bad";
            case EMBEDDED, UNCHECKED -> Styles.TEXT_MUTED;
        };
    }

    private static Ikon icon(Vouched.State state) {
        return switch (state) {
            case EMBEDDED -> MaterialDesignS.SHIELD_HOME_OUTLINE;
            case SIGNED -> MaterialDesignS.SHIELD_CHECK_OUTLINE;
            case FIRST_KEY -> MaterialDesignS.SHIELD_KEY_OUTLINE;
            case UNSIGNED -> MaterialDesignS.SHIELD_OFF_OUTLINE;
            case UNKNOWN_KEY -> MaterialDesignS.SHIELD_ALERT_OUTLINE;
            case REVOKED, WRONG -> MaterialDesignS.SHIELD_REMOVE_OUTLINE;
            case UNCHECKED -> MaterialDesignS.SHIELD_OUTLINE;
        };
    }
}
