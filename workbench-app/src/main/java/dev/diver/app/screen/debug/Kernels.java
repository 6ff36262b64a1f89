package dev.diver.app.screen.debug;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Whose a processor is: Linux blue with an L, a specialized kernel orange with an S, as in the partition editor. */
final class Kernels {
    private Kernels() {}

    /** @param kernel its name; empty where it is not known */
    static Label letter(String kernel) {
        var letter = new Label();
        letter.setMinWidth(Region.USE_PREF_SIZE);
        letter.setManaged(!kernel.isEmpty());
        letter.setVisible(!kernel.isEmpty());
        letter.setText(isLinux(kernel) ? "L" : "S");
        letter.getStyleClass()
                .setAll("label", "partition-letter", isLinux(kernel) ? "partition-gpos" : "partition-kernel");
        return letter;
    }

    private static boolean isLinux(String kernel) {
        return kernel.toLowerCase(java.util.Locale.ROOT).startsWith("linux");
    }
}
