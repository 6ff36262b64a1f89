package dev.diver.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a grid's text: ranges of it, and where words and lines begin and end. */
final class TextReader {

    /** Besides letters and digits, what names, paths and addresses consist of. */
    private static final String WORD_CHARACTERS = "_-./~:@%+#=&?,";

    private final Grid grid;

    TextReader(Grid grid) {
        this.grid = grid;
    }

    /** The text from the start up to before the end; wrapped rows are joined, blanks at line ends go. */
    String text(TextRange range) {
        StringBuilder text = new StringBuilder();
        long from = Math.max(grid.first(), range.start().line());
        long to = Math.min(grid.end() - 1, range.end().line());
        int lineStart = 0;
        for (long number = from; number <= to; number++) {
            Line line = grid.line(number);
            int left = number == range.start().line() ? range.start().column() : 0;
            int right = number == range.end().line() ? Math.min(range.end().column(), line.length) : line.length;
            append(text, line, left, right);
            boolean goesOn = line.wrapped && number < to;
            if (!goesOn) {
                stripFrom(text, lineStart);
                if (number < to) {
                    text.append('\n');
                    lineStart = text.length();
                }
            }
        }
        return text.toString();
    }

    /** Lines of texts further from where was asked for are cut off: no text may be a reason to copy everything. */
    private static final int LONGEST_TEXT = 4096;

    /** See {@link Terminal#lines}. */
    TextBlock block(long from, int count, Display display) {
        long first = Math.clamp(from, grid.first(), grid.end() - 1);
        long start = first;
        while (start > grid.first() && first - start < LONGEST_TEXT && grid.line(start - 1).wrapped) {
            start--;
        }
        long last = Math.min(grid.end(), first + count) - 1;
        long end = last;
        while (end < grid.end() - 1 && end - last < LONGEST_TEXT && grid.line(end).wrapped) {
            end++;
        }
        List<TextBlock.Row> rows = new ArrayList<>((int) (end - start + 1));
        for (long number = start; number <= end; number++) {
            rows.add(row(number, display.isAlternate() ? Screen.NO_TIME : display.notes.time(number)));
        }
        return new TextBlock(display.generation(), grid.first(), grid.top(), grid.end(), rows);
    }

    private TextBlock.Row row(long number, long time) {
        Line line = grid.line(number);
        StringBuilder text = new StringBuilder(line.length);
        int[] columns = null;
        for (int x = 0; x < line.length; x++) {
            int before = text.length();
            append(text, line, x, x + 1);
            if (columns == null && text.length() != before + 1) {
                columns = new int[line.length * 2 + 64];
                for (int i = 0; i < before; i++) {
                    columns[i] = i;
                }
            }
            if (columns != null) {
                columns = columns.length < text.length() + 1
                        ? Arrays.copyOf(columns, Math.max(text.length() + 1, columns.length * 2))
                        : columns;
                Arrays.fill(columns, before, text.length(), x);
            }
        }
        if (columns != null) {
            columns[text.length()] = line.length;
        }
        if (!line.wrapped) {
            stripFrom(text, 0);
        }
        return new TextBlock.Row(number, text.toString(), columns, line.wrapped, time);
    }

    private static void append(StringBuilder text, Line line, int left, int right) {
        for (int x = left; x < right; x++) {
            if (line.codePoints[x] != Line.TAIL) {
                text.appendCodePoint(line.codePoints[x]);
            }
            String marks = line.marks(x);
            if (marks != null) {
                text.append(marks);
            }
        }
    }

    private static void stripFrom(StringBuilder text, int start) {
        int length = text.length();
        while (length > start && text.charAt(length - 1) == ' ') {
            length--;
        }
        text.setLength(length);
    }

    /** What is selected between two cells, both included, in whole units. */
    TextRange range(Position one, Position other, Granularity granularity) {
        Position start = within(one.compareTo(other) <= 0 ? one : other);
        Position end = within(one.compareTo(other) <= 0 ? other : one);
        return switch (granularity) {
            case CELL -> new TextRange(startOfCell(start), afterCell(end));
            case WORD -> new TextRange(startOfWord(start), endOfWord(end));
            case LINE ->
                new TextRange(
                        new Position(grid.startOfText(start.line()), 0),
                        new Position(grid.endOfText(end.line()), grid.columns));
        };
    }

    private Position within(Position position) {
        return new Position(
                Math.clamp(position.line(), grid.first(), grid.end() - 1),
                Math.clamp(position.column(), 0, grid.columns - 1));
    }

    private boolean isTail(Position position) {
        return grid.line(position.line()).codePoint(position.column()) == Line.TAIL;
    }

    private Position startOfCell(Position position) {
        return isTail(position) ? new Position(position.line(), position.column() - 1) : position;
    }

    private Position afterCell(Position position) {
        Position next = new Position(position.line(), position.column() + 1);
        return next.column() < grid.columns && isTail(next) ? new Position(next.line(), next.column() + 1) : next;
    }

    private Position startOfWord(Position position) {
        Position start = position;
        int kind = kind(position);
        Position before = before(start);
        while (before != null && kind(before) == kind) {
            start = before;
            before = before(start);
        }
        return startOfCell(start);
    }

    private Position endOfWord(Position position) {
        Position last = position;
        int kind = kind(position);
        Position next = next(last);
        while (next != null && kind(next) == kind) {
            last = next;
            next = next(last);
        }
        return new Position(last.line(), last.column() + 1);
    }

    private Position before(Position position) {
        if (position.column() > 0) {
            return new Position(position.line(), position.column() - 1);
        }
        long before = position.line() - 1;
        return before >= grid.first() && grid.line(before).wrapped ? new Position(before, grid.columns - 1) : null;
    }

    private Position next(Position position) {
        if (position.column() + 1 < grid.columns) {
            return new Position(position.line(), position.column() + 1);
        }
        boolean goesOn = grid.line(position.line()).wrapped && position.line() + 1 < grid.end();
        return goesOn ? new Position(position.line() + 1, 0) : null;
    }

    /** Words, blanks, and everything else by itself. */
    private int kind(Position position) {
        int codePoint = grid.line(position.line()).codePoint(position.column());
        if (codePoint == Line.TAIL && position.column() > 0) {
            codePoint = grid.line(position.line()).codePoint(position.column() - 1);
        }
        if (codePoint == ' ') {
            return -2;
        }
        return Character.isLetterOrDigit(codePoint) || WORD_CHARACTERS.indexOf(codePoint) >= 0 ? -3 : codePoint;
    }
}
