package dev.diver.console.terminal;

/** A cell, by absolute line number and column. */
public record Position(long line, int column) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byLine = Long.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
