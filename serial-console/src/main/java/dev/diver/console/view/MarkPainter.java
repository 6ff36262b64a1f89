package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.util.BitSet;
import javafx.scene.canvas.GraphicsContext;

/** Paints a person's marks into the space beside the text: no line moves for them. */
final class MarkPainter {

    private static final double WIDTH = 4;

    private MarkPainter() {}

    /** @param rows those that were painted anew */
    static void paint(
            GraphicsContext graphics, Screen screen, BitSet rows, Palette palette, ConsoleFont font, double width) {
        for (int row = 0; row < screen.rows(); row++) {
            if (rows.get(row) && screen.isMarked(row)) {
                double y = ScreenPainter.PADDING + row * font.cellHeight;
                graphics.setFill(palette.cursor());
                graphics.fillPolygon(
                        new double[] {0, WIDTH, WIDTH + 2, WIDTH, 0},
                        new double[] {
                            y + 1, y + 1, y + font.cellHeight / 2, y + font.cellHeight - 1, y + font.cellHeight - 1
                        },
                        5);
                graphics.setGlobalAlpha(0.35);
                graphics.fillRect(0, y + font.cellHeight - 1, width, 1);
                graphics.setGlobalAlpha(1);
            }
        }
    }
}
