package dev.diver.core.option;

import java.util.Locale;

/** Values as TOML 1.0 writes them. */
public final class TomlText {
    private TomlText() {}

    /** A basic string, with its quotation marks. */
    public static String quoted(String value) {
        var text = new StringBuilder("\"");
        value.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                text.append('\\').append((char) character);
            } else if (Character.isISOControl(character)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                text.append((char) character);
            }
        });
        return text.append('"').toString();
    }
}
