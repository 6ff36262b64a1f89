package dev.diver.app.screen.highlight;

import java.util.Locale;

/** What a piece of text is to its language. */
public enum Token {
    COMMENT,
    STRING,
    DIRECTIVE,
    KEYWORD,
    TYPE,
    NUMBER,
    NAME;

    /** The style class of the editor's style sheet. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
