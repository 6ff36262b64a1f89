package dev.diver.console.terminal;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What is known of lines beside their text: when they came, and which ones a person marked. A time is kept for the line
 * that began a piece of output, so that lines that came together cost nothing.
 */
final class LineNotes {

    static final int MOST_TIMES = 1 << 18;
    static final int MOST_MARKS = 10_000;

    private long[] lines = new long[64];
    private long[] times = new long[64];
    private int count;
    private long start = Screen.NO_TIME;
    private final TreeSet<Long> marks = new TreeSet<>();
    private Anchor anchor = Anchor.NONE;

    /** Lines from this one on came at the time, in milliseconds since 1970. */
    void came(long line, long time) {
        if (start == Screen.NO_TIME) {
            start = time;
        }
        if (count > 0 && (line <= lines[count - 1] || time == times[count - 1])) {
            return;
        }
        if (count == MOST_TIMES) {
            thin();
        }
        add(line, time);
    }

    private void add(long line, long time) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        lines[count] = line;
        times[count++] = time;
    }

    /** Forgets every other time: those lines have their predecessor's from now on. */
    private void thin() {
        int kept = 0;
        for (int i = 0; i < count; i += 2) {
            lines[kept] = lines[i];
            times[kept++] = times[i];
        }
        count = kept;
    }

    /** When the line came, or {@link Screen#NO_TIME}. */
    long time(long line) {
        int found = Arrays.binarySearch(lines, 0, count, line);
        int at = found >= 0 ? found : -found - 2;
        return at < 0 ? Screen.NO_TIME : times[at];
    }

    /** When the first of all lines came, or {@link Screen#NO_TIME}. */
    long start() {
        return start;
    }

    void toggleMark(long line) {
        if (!marks.remove(line)) {
            if (marks.size() == MOST_MARKS) {
                marks.pollFirst();
            }
            marks.add(line);
        }
    }

    boolean isMarked(long line) {
        return marks.contains(line);
    }

    /** The nearest marked line after or before the line; -1 where there is none. */
    long mark(long line, boolean after) {
        Long found = after ? marks.higher(line) : marks.lower(line);
        return found == null ? -1 : found;
    }

    int marks() {
        return marks.size();
    }

    void anchor(Anchor lines) {
        anchor = lines;
    }

    Anchor anchor() {
        return anchor;
    }

    void forgetMarksBefore(long line) {
        marks.headSet(line).clear();
    }

    /**
     * Begins to carry the notes over to a grid that is wrapped anew: a note is so many texts above the cursor's in both.
     *
     * @param cursorLine the cursor's
     */
    Move moving(Grid from, long cursorLine) {
        return new Move(from, cursorLine);
    }

    /** Notes on their way from one grid to another. */
    final class Move {

        /** Of times further above the cursor the last one stays, for all lines there: looking at more holds up the screen. */
        private static final int MOST_TEXTS = 20_000;

        private final int[] timeDistances;
        private final int[] markDistances;
        /** Of marks further above, the numbers of their texts in the history. */
        private final long[] farMarks;

        private final int topDistance;
        private final int newestDistance;

        private Move(Grid grid, long cursorLine) {
            long[] starts = starts(grid, cursorLine);
            timeDistances = distances(Arrays.copyOf(lines, count), starts);
            forgetMarksBefore(grid.first());
            long[] all = marks.stream().mapToLong(Long::longValue).toArray();
            markDistances = distances(all, starts);
            farMarks = IntStream.range(0, all.length)
                    .filter(i -> markDistances[i] == starts.length)
                    .mapToLong(i -> grid.history().textOf(all[i]))
                    .toArray();
            topDistance = distances(new long[] {anchor.top()}, starts)[0];
            newestDistance = distances(new long[] {anchor.newest()}, starts)[0];
        }

        /** Where texts begin, from the cursor's up. */
        private static long[] starts(Grid grid, long cursorLine) {
            long[] starts = new long[1024];
            int texts = 0;
            long at = cursorLine;
            while (at >= grid.first() && texts < MOST_TEXTS) {
                if (texts == starts.length) {
                    starts = Arrays.copyOf(starts, texts * 2);
                }
                starts[texts] = grid.startOfText(at);
                at = starts[texts++] - 1;
            }
            return Arrays.copyOf(starts, texts);
        }

        /** How many texts each line, in ascending order, is above the cursor's; beyond the last one, their number. */
        private static int[] distances(long[] ascending, long[] starts) {
            int[] distances = new int[ascending.length];
            int text = 0;
            for (int i = ascending.length - 1; i >= 0; i--) {
                while (text < starts.length && starts[text] > ascending[i]) {
                    text++;
                }
                distances[i] = text;
            }
            return distances;
        }

        /** @param cursorLine the cursor's in the new grid */
        void to(Grid grid, long cursorLine) {
            long[] starts = starts(grid, cursorLine);
            long[] old = times;
            lines = new long[64];
            times = new long[64];
            count = 0;
            for (int i = 0; i < timeDistances.length; i++) {
                long line = timeDistances[i] < starts.length ? starts[timeDistances[i]] : grid.first();
                // Pieces of one text are one now, with the time at which it began; of what is gone, the last one
                // counts.
                if (count > 0 && lines[count - 1] == line) {
                    if (line == grid.first()) {
                        times[count - 1] = old[i];
                    }
                } else {
                    add(line, old[i]);
                }
            }
            anchor = new Anchor(
                    moved(anchor.top(), topDistance, starts), moved(anchor.newest(), newestDistance, starts));
            marks.clear();
            for (int distance : markDistances) {
                if (distance < starts.length) {
                    marks.add(starts[distance]);
                }
            }
            for (long text : farMarks) {
                long row = grid.history().rowOf(text);
                if (row >= 0) {
                    marks.add(row);
                }
            }
        }

        private static long moved(long line, int distance, long[] starts) {
            return line >= 0 && distance < starts.length ? starts[distance] : -1;
        }
    }
}
