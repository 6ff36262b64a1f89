package dev.diver.console.terminal;

/** A stretch of text from a cell up to before another one. */
public record TextRange(Position start, Position end) {

    /** Whether the cell is within. */
    public boolean contains(long line, int column) {
        boolean after = line > start.line() || line == start.line() && column >= start.column();
        boolean before = line < end.line() || line == end.line() && column < end.column();
        return after && before;
    }

    public boolean isEmpty() {
        return start.compareTo(end) >= 0;
    }
}
