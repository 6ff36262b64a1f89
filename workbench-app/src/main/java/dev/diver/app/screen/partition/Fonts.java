package dev.diver.app.screen.partition;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/** The fonts of the drawings; made once, since looking one up takes longer than painting with it. */
final class Fonts {
    static final Font PLAIN = Font.font("System", 12);
    static final Font BOLD = Font.font("System", FontWeight.BOLD, 12);
    static final Font SMALL = Font.font("System", 11);

    private Fonts() {}
}
