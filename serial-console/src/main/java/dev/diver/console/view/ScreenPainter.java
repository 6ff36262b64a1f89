package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Style;
import java.util.BitSet;
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
    private Screen screen;
    private Highlights highlights;
    private CellColours colours;
    private boolean blinkedOff;

    ScreenPainter(GraphicsContext graphics, Palette palette, ConsoleFont font) {
        this.graphics = graphics;
        this.palette = palette;
        this.font = font;
    }

    /**
     * Paints the rows that look other than what was painted.
     *
     * @param blinkedOff whether blinking text is not to be seen now
     * @return the rows that were painted
     */
    BitSet paint(
            Screen toPaint, Highlights marked, PaintedRows painted, double width, double height, boolean blinkedOff) {
        screen = toPaint;
        highlights = marked;
        colours = new CellColours(screen, palette);
        this.blinkedOff = blinkedOff;
        Color ground = colours.ground();
        BitSet rows = painted.changed(
                screen,
                marked,
                width,
                height,
                screen.columns(),
                font,
                palette,
                screen.isReverseVideo(),
                screen.colours(),
                screen.hasBlinking() && blinkedOff);
        boolean all = rows.cardinality() == screen.rows();
        if (all) {
            graphics.setFill(ground);
            graphics.fillRect(0, 0, width, height);
        }
        graphics.setTextBaseline(VPos.BASELINE);
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (!all) {
                graphics.setFill(ground);
                graphics.fillRect(0, top(row), width, font.cellHeight);
            }
            backgrounds(row, ground);
            texts(row);
            if (screen.isCursorVisible() && screen.cursorRow() == row) {
                cursor(highlights.focused());
            }
        }
        return rows;
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

    private Color background(int column, int row) {
        long line = screen.topLine() + row;
        if (highlights.isSelected(line, column)) {
            return palette.selection();
        }
        if (highlights.isMatch(line, column)) {
            return highlights.isCurrent(line, column) ? palette.currentMatch() : palette.match();
        }
        return colours.background(screen.style(column, row));
    }

    private void backgrounds(int row, Color ground) {
        if (!highlights.any() && screen.isPlain(row)) {
            return;
        }
        int start = 0;
        Color current = background(0, row);
        for (int column = 1; column <= screen.columns(); column++) {
            Color next = column < screen.columns() ? background(column, row) : null;
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

    private void texts(int row) {
        int column = 0;
        while (column < screen.columns()) {
            long style = screen.style(column, row);
            int end = column + 1;
            while (end < screen.columns() && screen.style(end, row) == style) {
                end++;
            }
            boolean hidden = (style & Style.HIDDEN) != 0 || blinkedOff && (style & Style.BLINK) != 0;
            if (!hidden) {
                styled(row, column, end, style);
            }
            column = end;
        }
    }

    private void styled(int row, int from, int to, long style) {
        graphics.setFill(colours.foreground(style));
        graphics.setFont(font.style((style & Style.BOLD) != 0, (style & Style.ITALIC) != 0));
        int column = from;
        while (column < to) {
            run.setLength(0);
            int start = column;
            while (column < to && isSimple(column, row)) {
                run.append((char) screen.codePoint(column, row));
                column++;
            }
            draw(start, row);
            if (column < to) {
                single(column, row);
                column++;
            }
        }
        lines(row, from, to, style);
    }

    private void lines(int row, int from, int to, long style) {
        double under = top(row) + font.baseline + Math.max(1, snap(font.size / 10));
        if ((style & Style.UNDERLINE) != 0) {
            stroke(from, to, under);
        }
        if ((style & Style.DOUBLE_UNDERLINE) != 0) {
            stroke(from, to, Math.min(under + 2, top(row + 1) - 1));
        }
        if ((style & Style.OVERLINE) != 0) {
            stroke(from, to, top(row));
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
    private boolean isSimple(int column, int row) {
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
    private void single(int column, int row) {
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

    private void cursor(boolean focused) {
        int column = screen.cursorColumn();
        int row = screen.cursorRow();
        boolean wide = column + 1 < screen.columns() && screen.codePoint(column + 1, row) == Screen.TAIL;
        double x = snap(left(column));
        double width = snap(left(column + (wide ? 2 : 1))) - x;
        if (!focused) {
            graphics.setStroke(colours.cursor());
            graphics.setLineWidth(1);
            graphics.strokeRect(x + 0.5, top(row) + 0.5, width - 1, font.cellHeight - 1);
            return;
        }
        double thick = Math.max(2, snap(font.size / 7));
        graphics.setFill(colours.cursor());
        switch (screen.cursorShape()) {
            case BLOCK -> {
                graphics.fillRect(x, top(row), width, font.cellHeight);
                underCursor(column, row);
            }
            case UNDERLINE -> graphics.fillRect(x, top(row + 1) - thick, width, thick);
            case BAR -> graphics.fillRect(x, top(row), thick, font.cellHeight);
        }
    }

    private void underCursor(int column, int row) {
        if (screen.codePoint(column, row) != Screen.TAIL) {
            long style = screen.style(column, row);
            graphics.setFill(colours.underCursor());
            graphics.setFont(font.style((style & Style.BOLD) != 0, (style & Style.ITALIC) != 0));
            single(column, row);
        }
    }
}
