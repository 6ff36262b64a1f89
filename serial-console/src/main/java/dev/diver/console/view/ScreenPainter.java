package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Style;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Paints a screen. Neighbours that look the same are painted at once. */
final class ScreenPainter {

    /** Between the canvas's edge and the text. */
    static final double PADDING = 6;

    private final GraphicsContext graphics;
    private final Palette palette;
    private final ConsoleFont font;
    private final StringBuilder run = new StringBuilder();

    ScreenPainter(GraphicsContext graphics, Palette palette, ConsoleFont font) {
        this.graphics = graphics;
        this.palette = palette;
        this.font = font;
    }

    void paint(Screen screen, Highlights highlights, double width, double height) {
        graphics.setFill(screen.isReverseVideo() ? palette.foreground() : palette.background());
        graphics.fillRect(0, 0, width, height);
        graphics.setTextBaseline(VPos.BASELINE);
        for (int row = 0; row < screen.rows(); row++) {
            backgrounds(screen, highlights, row);
            texts(screen, row);
        }
        if (screen.isCursorVisible()) {
            cursor(screen, highlights.focused());
        }
    }

    private static double snap(double value) {
        return Math.round(value);
    }

    private double left(int column) {
        return PADDING + column * font.cellWidth;
    }

    private double top(int row) {
        return PADDING + row * font.cellHeight;
    }

    private boolean isInverse(Screen screen, long style) {
        return (style & Style.INVERSE) != 0 != screen.isReverseVideo();
    }

    private Color foreground(Screen screen, long style) {
        Color own = palette.resolve(Style.foreground(style), palette.foreground());
        Color behind = palette.resolve(Style.background(style), palette.background());
        Color shown = isInverse(screen, style) ? behind : own;
        boolean faint = (style & Style.FAINT) != 0;
        return faint ? shown.interpolate(isInverse(screen, style) ? own : behind, 0.45) : shown;
    }

    private Color background(Screen screen, long style) {
        return isInverse(screen, style)
                ? palette.resolve(Style.foreground(style), palette.foreground())
                : palette.resolve(Style.background(style), palette.background());
    }

    private Color background(Screen screen, Highlights highlights, int column, int row) {
        long line = screen.topLine() + row;
        if (highlights.isSelected(line, column)) {
            return palette.selection();
        }
        if (highlights.isMatch(line, column)) {
            return highlights.isCurrent(line, column) ? palette.currentMatch() : palette.match();
        }
        return background(screen, screen.style(column, row));
    }

    private void backgrounds(Screen screen, Highlights highlights, int row) {
        Color ground = background(screen, Style.PLAIN);
        int start = 0;
        Color current = background(screen, highlights, 0, row);
        for (int column = 1; column <= screen.columns(); column++) {
            Color next = column < screen.columns() ? background(screen, highlights, column, row) : null;
            if (!current.equals(next)) {
                if (!current.equals(ground)) {
                    graphics.setFill(current);
                    double from = snap(left(start));
                    graphics.fillRect(from, top(row), snap(left(column)) - from, font.cellHeight);
                }
                start = column;
                current = next;
            }
        }
    }

    private void texts(Screen screen, int row) {
        int column = 0;
        while (column < screen.columns()) {
            long style = screen.style(column, row);
            int end = column + 1;
            while (end < screen.columns() && screen.style(end, row) == style) {
                end++;
            }
            if ((style & Style.HIDDEN) == 0) {
                styled(screen, row, column, end, style);
            }
            column = end;
        }
    }

    private void styled(Screen screen, int row, int from, int to, long style) {
        graphics.setFill(foreground(screen, style));
        graphics.setFont(font.style((style & Style.BOLD) != 0, (style & Style.ITALIC) != 0));
        int column = from;
        while (column < to) {
            run.setLength(0);
            int start = column;
            while (column < to && isSimple(screen, column, row)) {
                run.append((char) screen.codePoint(column, row));
                column++;
            }
            draw(start, row);
            if (column < to) {
                single(screen, column, row);
                column++;
            }
        }
        if ((style & Style.UNDERLINE) != 0) {
            stroke(from, to, top(row) + font.baseline + Math.max(1, snap(font.size / 10)));
        }
        if ((style & Style.STRUCK) != 0) {
            stroke(from, to, top(row) + snap(font.baseline - font.size * 0.28));
        }
    }

    private void stroke(int from, int to, double y) {
        double left = snap(left(from));
        graphics.fillRect(left, y, snap(left(to)) - left, Math.max(1, snap(font.size / 14)));
    }

    /** Characters of which the font certainly has a glyph, as wide as a cell. */
    private static boolean isSimple(Screen screen, int column, int row) {
        int codePoint = screen.codePoint(column, row);
        return codePoint >= ' ' && codePoint < 0x7F && screen.marks(column, row) == null;
    }

    private void draw(int column, int row) {
        boolean blank = true;
        for (int i = 0; i < run.length() && blank; i++) {
            blank = run.charAt(i) == ' ';
        }
        if (!blank) {
            graphics.fillText(run.toString(), left(column), top(row) + font.baseline);
        }
    }

    /** Any other character gets its own cell, whatever its glyph's width. */
    private void single(Screen screen, int column, int row) {
        int codePoint = screen.codePoint(column, row);
        if (codePoint == Screen.TAIL) {
            return;
        }
        double x = snap(left(column));
        double width = snap(left(column + 1)) - x;
        if (!BoxDrawing.draw(graphics, codePoint, x, top(row), width, font.cellHeight)) {
            String marks = screen.marks(column, row);
            graphics.fillText(
                    Character.toString(codePoint) + (marks == null ? "" : marks),
                    left(column),
                    top(row) + font.baseline);
        }
    }

    private void cursor(Screen screen, boolean focused) {
        int column = screen.cursorColumn();
        int row = screen.cursorRow();
        boolean wide = column + 1 < screen.columns() && screen.codePoint(column + 1, row) == Screen.TAIL;
        double x = snap(left(column));
        double width = snap(left(column + (wide ? 2 : 1))) - x;
        if (!focused) {
            graphics.setStroke(palette.cursor());
            graphics.setLineWidth(1);
            graphics.strokeRect(x + 0.5, top(row) + 0.5, width - 1, font.cellHeight - 1);
            return;
        }
        graphics.setFill(palette.cursor());
        graphics.fillRect(x, top(row), width, font.cellHeight);
        if (screen.codePoint(column, row) != Screen.TAIL) {
            long style = screen.style(column, row);
            graphics.setFill(palette.background());
            graphics.setFont(font.style((style & Style.BOLD) != 0, (style & Style.ITALIC) != 0));
            single(screen, column, row);
        }
    }
}
