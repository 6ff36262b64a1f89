package dev.diver.core.net;

import java.util.ArrayList;
import java.util.List;

/** Finds where keys and values of a well-formed TOML 1.0 text begin and end; it does not judge them. */
final class TomlScanner {
    private final String text;
    private int at;

    TomlScanner(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The parts of a dotted key, unquoted; stops before {@code =} or {@code ]}. */
    List<String> keys() {
        var keys = new ArrayList<String>();
        while (at < text.length()) {
            blanks();
            var start = at;
            if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
                string();
                keys.add(text.substring(start + 1, at - 1));
            } else {
                while (at < text.length() && ".=] \t\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                keys.add(text.substring(start, at));
            }
            blanks();
            if (at >= text.length() || text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        return keys;
    }

    /** Where the value behind {@code =} begins. */
    int valueStart() {
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '\n') {
            at++;
        }
        at = Math.min(at + 1, text.length());
        blanks();
        return at;
    }

    /** Behind the value that begins here. */
    int valueEnd() {
        var depth = 0;
        while (at < text.length()) {
            var character = text.charAt(at);
            switch (character) {
                case '"', '\'' -> string();
                case '[', '{' -> {
                    depth++;
                    at++;
                }
                case ']', '}' -> {
                    depth--;
                    at++;
                }
                case '#' -> {
                    if (depth <= 0) {
                        return trimmed();
                    }
                    comment();
                }
                case '\n' -> {
                    if (depth <= 0) {
                        return trimmed();
                    }
                    at++;
                }
                default -> at++;
            }
        }
        return trimmed();
    }

    private int trimmed() {
        while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t' || text.charAt(at - 1) == '\r')) {
            at--;
        }
        return at;
    }

    private void string() {
        var quote = text.charAt(at);
        var triple = String.valueOf(quote).repeat(3);
        var isLong = text.startsWith(triple, at);
        at += isLong ? 3 : 1;
        while (at < text.length()) {
            if (quote == '"' && text.charAt(at) == '\\') {
                at += 2;
            } else if (isLong && text.startsWith(triple, at)) {
                at += 3;
                // Up to two quotes may stand directly before the closing ones.
                while (at < text.length() && text.charAt(at) == quote) {
                    at++;
                }
                return;
            } else if (!isLong && text.charAt(at) == quote) {
                at++;
                return;
            } else {
                at++;
            }
        }
        at = text.length();
    }

    private void comment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
