package dev.diver.console.terminal;

/** The parameters of a control sequence; reused from one to the next. */
final class Sequence {

    private static final int MOST = 32;
    private static final int LARGEST = 65_535;

    private final int[] values = new int[MOST];
    private final boolean[] subordinate = new boolean[MOST];
    private int count;
    private boolean anySubordinate;
    private int marker;
    private int intermediate;

    void reset() {
        count = 0;
        anySubordinate = false;
        marker = 0;
        intermediate = 0;
    }

    /** One of {@code < = > ?}. */
    void marker(int value) {
        marker = value;
    }

    int marker() {
        return marker;
    }

    void intermediate(int value) {
        intermediate = value;
    }

    int intermediate() {
        return intermediate;
    }

    void digit(int digit) {
        if (count == 0) {
            open(false);
        }
        int last = count - 1;
        values[last] = Math.min(LARGEST, Math.max(0, values[last]) * 10 + digit);
    }

    void separator(boolean colon) {
        if (count == 0) {
            open(false);
        }
        open(colon);
    }

    private void open(boolean colon) {
        if (count == MOST) {
            values[count - 1] = -1; // more than anything has: the last one is lost
            return;
        }
        values[count] = -1;
        subordinate[count++] = colon;
        anySubordinate |= colon;
    }

    int count() {
        return count;
    }

    /** The parameter, or what is put for one that is missing. */
    int get(int index, int missing) {
        return index < count && values[index] >= 0 ? values[index] : missing;
    }

    /** A count: missing and zero mean one. */
    int times(int index) {
        return Math.max(1, get(index, 1));
    }

    /** Whether a colon stood before the parameter. */
    boolean isSubordinate(int index) {
        return anySubordinate && index < count && subordinate[index];
    }
}
