package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;

/** A console's text as it is drawn, with the times beside it: in which font and colours, how large, and what of it is new. */
final class Picture {

    private final Canvas canvas = new Canvas();
    private final Gutter gutter = new Gutter();
    private final PaintedRows painted = new PaintedRows();
    private ConsoleFont font = new ConsoleFont(ConsoleFont.USUAL_SIZE);
    private Palette palette = Palette.LIGHT;

    /** What the mouse is over. */
    Canvas canvas() {
        return canvas;
    }

    List<Node> nodes() {
        return List.of(canvas, gutter.canvas());
    }

    Gutter gutter() {
        return gutter;
    }

    ConsoleFont font() {
        return font;
    }

    void font(double size) {
        font = new ConsoleFont(size);
    }

    Palette palette() {
        return palette;
    }

    void palette(Palette wanted) {
        palette = Objects.requireNonNull(wanted);
    }

    /** What so many columns need, with the times. */
    double width(int columns) {
        return columns * font.cellWidth + 2 * ScreenPainter.PADDING + gutter.width(font);
    }

    double height(int rows) {
        return rows * font.cellHeight + 2 * ScreenPainter.PADDING;
    }

    /** How many fit. */
    int columns() {
        return (int) ((canvas.getWidth() - 2 * ScreenPainter.PADDING) / font.cellWidth);
    }

    /** How many fit. */
    int rows() {
        return (int) ((canvas.getHeight() - 2 * ScreenPainter.PADDING) / font.cellHeight);
    }

    /** Where the text ends. */
    double right() {
        return canvas.getLayoutX() + canvas.getWidth();
    }

    /** @param width with the times */
    void layout(double top, double width, double height) {
        double left = gutter.width(font);
        gutter.layout(top, left, height);
        canvas.setLayoutX(left);
        canvas.setLayoutY(top);
        canvas.setWidth(Math.max(0, width - left));
        canvas.setHeight(height);
        // A canvas of another size is empty.
        painted.forget();
    }

    void paint(Screen screen, Highlights highlights, boolean blinkedOff) {
        BitSet rows = new ScreenPainter(canvas.getGraphicsContext2D(), palette, font)
                .paint(screen, highlights, painted, canvas.getWidth(), canvas.getHeight(), blinkedOff);
        MarkPainter.paint(canvas.getGraphicsContext2D(), screen, rows, palette, font, canvas.getWidth());
        gutter.paint(screen, palette, font);
    }
}
