package dev.diver.app.screen.common;

import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/** Text that does not fit is not lost: the pointer shows all of it. */
public final class CutText {
    private CutText() {}

    public static <T extends Labeled> T tell(T labeled) {
        var tip = new Tooltip();
        tip.textProperty().bind(labeled.textProperty());
        tip.setMaxWidth(480);
        tip.setWrapText(true);
        labeled.textTruncatedProperty().subscribe(cut -> labeled.setTooltip(cut ? tip : null));
        return labeled;
    }
}
