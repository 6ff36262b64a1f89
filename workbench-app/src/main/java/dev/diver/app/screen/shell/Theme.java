package dev.diver.app.screen.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Parent;

/** Light or dark. */
enum Theme {
    LIGHT,
    DARK;

    private static final PseudoClass DARK_STATE = PseudoClass.getPseudoClass("dark");

    static Theme parse(String word) {
        return "dark".equals(word) ? DARK : LIGHT;
    }

    String word() {
        return this == DARK ? "dark" : "light";
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    void apply(Parent root) {
        var theme = this == DARK ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK_STATE, this == DARK);
    }
}
