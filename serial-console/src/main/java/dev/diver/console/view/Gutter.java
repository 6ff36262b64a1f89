package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.time.ZoneId;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The times at the left of a console's lines; without width while they are off. */
final class Gutter {

    private static final double GAP = 6;

    private final Canvas canvas = new Canvas();
    private final ZoneId zone = ZoneId.systemDefault();
    private TimeStamps stamps = TimeStamps.OFF;

    Canvas canvas() {
        return canvas;
    }

    TimeStamps stamps() {
        return stamps;
    }

    void show(TimeStamps wanted) {
        stamps = wanted;
    }

    double width(ConsoleFont font) {
        return stamps == TimeStamps.OFF ? 0 : Math.ceil(TimeStamps.WIDTH * font.cellWidth + 2 * GAP);
    }

    void layout(double top, double width, double height) {
        canvas.setLayoutY(top);
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.setVisible(width > 0);
    }

    void paint(Screen screen, Palette palette, ConsoleFont font) {
        if (stamps == TimeStamps.OFF) {
            return;
        }
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.setFill(palette.background());
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        graphics.setFill(palette.foreground().interpolate(palette.background(), 0.8));
        graphics.fillRect(canvas.getWidth() - 1, 0, 1, canvas.getHeight());
        graphics.setFill(palette.foreground().interpolate(palette.background(), 0.35));
        graphics.setFont(font.style(false, false));
        graphics.setTextBaseline(VPos.BASELINE);
        graphics.setTextAlign(TextAlignment.RIGHT);
        for (int row = 0; row < screen.rows(); row++) {
            if (!screen.isContinued(row)) {
                String text = stamps.text(screen.time(row), screen.startTime(), zone);
                double y = ScreenPainter.PADDING + row * font.cellHeight + font.baseline;
                graphics.fillText(text, canvas.getWidth() - GAP, y);
            }
        }
    }
}
