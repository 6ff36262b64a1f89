package dev.diver.app.screen.project;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import javafx.stage.Screen;
import org.fxmisc.richtext.CodeArea;

/** Where something pops up beside a line: never over it, within the editor where there is room, else on the screen. */
final class PopupPlace {
    private static final double GAP = 3;
    private static final double POINTER_HEIGHT = 18;

    private PopupPlace() {}

    /** What the pointer covers, which nothing should pop up over. */
    static Bounds pointer(Point2D at) {
        return new BoundingBox(at.getX() + GAP, at.getY() - GAP, 1, POINTER_HEIGHT);
    }

    /**
     * Shows it, or moves what is shown already.
     *
     * @param content all that the popup has
     * @param line on the screen; the popup begins at its left
     * @param above whether it goes above the line where there is room, and below it elsewhere; false for the opposite
     */
    static void show(Popup popup, Region content, CodeArea area, Bounds line, boolean above) {
        if (area.getScene() == null || area.getScene().getWindow() == null) {
            return;
        }
        var below = line.getMaxY() + GAP;
        if (!popup.isShowing()) {
            popup.setAutoFix(false);
            popup.show(area.getScene().getWindow(), line.getMinX(), below);
        }
        // Its size, which is known with its styles, which it has in a window.
        content.applyCss();
        content.autosize();
        var screen = screen(line);
        var over = line.getMinY() - GAP - content.getHeight();
        var editor = area.localToScreen(area.getLayoutBounds());
        var fitsOver = over >= editor.getMinY();
        var fitsBelow = below + content.getHeight() <= Math.min(editor.getMaxY(), screen.getMaxY());
        var roomOver = over >= screen.getMinY();
        var roomBelow = below + content.getHeight() <= screen.getMaxY();
        popup.setAnchorX(Math.max(screen.getMinX(), Math.min(line.getMinX(), screen.getMaxX() - content.getWidth())));
        var goesOver = fitsOver || fitsBelow ? fitsOver && (above || !fitsBelow) : roomOver && (above || !roomBelow);
        popup.setAnchorY(goesOver ? over : below);
    }

    private static Rectangle2D screen(Bounds line) {
        return Screen.getScreensForRectangle(line.getMinX(), line.getMinY(), 1, 1).stream()
                .findFirst()
                .orElse(Screen.getPrimary())
                .getVisualBounds();
    }
}
