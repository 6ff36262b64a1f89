package dev.diver.app.screen.partition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The cells that the keyboard has walked to: one, or all between two. By their places in {@link CoreLayout#cells}. */
final class CoreSelection {
    private final Runnable before;
    private final Runnable after;
    private int cursor;
    private int anchor;

    /**
     * @param before is run when it is about to change
     * @param after is run when it has changed
     */
    CoreSelection(Runnable before, Runnable after) {
        this.before = before;
        this.after = after;
    }

    int cursor() {
        return cursor;
    }

    int first() {
        return Math.min(cursor, anchor);
    }

    int last() {
        return Math.max(cursor, anchor);
    }

    boolean isOne() {
        return cursor == anchor;
    }

    void move(int to, boolean extend) {
        before.run();
        cursor = to;
        anchor = extend ? anchor : to;
        after.run();
    }

    /** There are other cells. */
    void keepBelow(int count) {
        cursor = Math.clamp(cursor, 0, count - 1);
        anchor = Math.clamp(anchor, 0, count - 1);
    }

    /** @param threads the cells' own hardware threads only, not their siblings */
    Set<Integer> processors(List<CoreLayout.Cell> cells, boolean threads) {
        var numbers = new HashSet<Integer>();
        for (var cell : cells.subList(first(), last() + 1)) {
            if (threads) {
                numbers.add(cell.processor());
            } else {
                numbers.addAll(cell.core().numbers());
            }
        }
        return numbers;
    }
}
