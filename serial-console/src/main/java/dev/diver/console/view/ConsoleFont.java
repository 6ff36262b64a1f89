package dev.diver.console.view;

import javafx.geometry.Bounds;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** A monospaced font in its four styles, and the size of its cells. */
final class ConsoleFont {

    static final String FAMILY = "DejaVu Sans Mono";
    static final double USUAL_SIZE = 13;
    private static final double SMALLEST = 6;
    private static final double LARGEST = 48;
    private static final int SAMPLE = 64;

    final double size;
    final double cellWidth;
    final double cellHeight;
    /** From a cell's top to where its letters stand. */
    final double baseline;

    private final Font[] styles = new Font[4];

    ConsoleFont(double wanted) {
        size = readable(wanted);
        // Where the family is missing, JavaFX would take a proportional one.
        String family = Font.getFamilies().contains(FAMILY) ? FAMILY : "Monospaced";
        for (int i = 0; i < styles.length; i++) {
            styles[i] = Font.font(
                    family,
                    (i & 1) == 0 ? FontWeight.NORMAL : FontWeight.BOLD,
                    (i & 2) == 0 ? FontPosture.REGULAR : FontPosture.ITALIC,
                    size);
        }
        Text text = new Text("M".repeat(SAMPLE));
        text.setFont(styles[0]);
        Bounds bounds = text.getLayoutBounds();
        // The width as it is, so that runs of text may be drawn at once; the height in pixels, so that rows are sharp.
        cellWidth = bounds.getWidth() / SAMPLE;
        cellHeight = Math.ceil(bounds.getHeight());
        baseline = Math.round(-bounds.getMinY() + (cellHeight - bounds.getHeight()) / 2);
    }

    /** The nearest size, in points, that can be read. */
    static double readable(double size) {
        return Math.clamp(size, SMALLEST, LARGEST);
    }

    Font style(boolean bold, boolean italic) {
        return styles[(bold ? 1 : 0) + (italic ? 2 : 0)];
    }
}
