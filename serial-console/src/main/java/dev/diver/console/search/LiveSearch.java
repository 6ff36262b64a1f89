package dev.diver.console.search;

import dev.diver.console.terminal.Position;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextBlock;
import dev.diver.console.terminal.TextRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks through a terminal's text on a thread of its own: from the newest line up to the oldest, as the latest is what one
 * mostly looks for, and then through what comes. Text is copied in blocks, and matched while the terminal goes on.
 */
public final class LiveSearch implements AutoCloseable {

    /** More are neither kept nor counted. */
    public static final int MOST_HITS = 100_000;

    private static final int BLOCK = 1000;
    private static final long PAUSE_MS = 100;
    private static final long TELL_NS = 50_000_000;
    /** Expressions that nest deeply need it. */
    private static final long STACK_BYTES = 2 << 20;

    private final Terminal terminal;
    private final Query query;
    private final Consumer<Hits> told;
    private final LineMatcher matcher;
    private volatile boolean closed;

    private List<TextRange> upwards = new ArrayList<>();
    private List<TextRange> hits = new ArrayList<>();
    private long generation;
    private long settled;
    private long toldAt;

    private LiveSearch(Terminal terminal, Query query, Consumer<Hits> told) {
        this.terminal = terminal;
        this.query = query;
        this.told = told;
        matcher = new LineMatcher(query, () -> closed);
    }

    /**
     * Begins.
     *
     * @param query without a problem
     * @param told gets what was found, some times a second while that changes, on the search's thread
     */
    public static LiveSearch start(Terminal terminal, Query query, Consumer<Hits> told) {
        LiveSearch search = new LiveSearch(terminal, query, told);
        Thread.ofPlatform()
                .daemon()
                .name("find in console")
                .stackSize(STACK_BYTES)
                .start(search::run);
        return search;
    }

    /** Returns at once; what is still told after that is to be ignored. */
    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        try {
            while (!closed) {
                long seen = terminal.version();
                boolean again = !lookThrough();
                while (!closed && !again) {
                    if (terminal.version() == seen) {
                        Thread.sleep(PAUSE_MS);
                    } else {
                        seen = terminal.version();
                        again = !follow();
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false where lines have got other numbers meanwhile */
    private boolean lookThrough() {
        upwards = new ArrayList<>();
        hits = new ArrayList<>();
        TextBlock block = terminal.lines(Long.MAX_VALUE, 1);
        generation = block.generation();
        settled = block.settled();
        long before = block.end();
        while (!closed && before > block.first()) {
            block = terminal.lines(Math.max(block.first(), before - BLOCK), BLOCK);
            if (block.generation() != generation) {
                return false;
            }
            List<TextRange> found = new ArrayList<>();
            look(block, Long.MIN_VALUE, before, MOST_HITS - upwards.size(), found);
            upwards.addAll(found.reversed());
            before = block.rows().getFirst().number();
            if (upwards.size() >= MOST_HITS || matcher.isHopeless()) {
                break;
            }
            tell(false);
        }
        hits = new ArrayList<>(upwards.reversed());
        upwards = new ArrayList<>();
        tell(true);
        return true;
    }

    /** Looks through what came since, and again at what may have changed. */
    private boolean follow() {
        long from = settled;
        int kept = 0;
        List<TextRange> found = new ArrayList<>();
        long at = from;
        TextBlock block;
        do {
            block = terminal.lines(at, BLOCK);
            if (block.generation() != generation) {
                return false;
            }
            long lower = at;
            if (at == from) {
                settled = Math.max(from, block.settled());
                // A text that goes on over the border is looked at as a whole.
                from = block.rows().getFirst().number();
                lower = from;
                kept = before(from);
            }
            look(block, lower, Long.MAX_VALUE, MOST_HITS - kept, found);
            at = block.rows().getLast().number() + 1;
        } while (!closed && at < block.end() && kept + found.size() < MOST_HITS && !matcher.isHopeless());
        List<TextRange> all = new ArrayList<>(hits.subList(Math.min(kept, before(block.first())), kept));
        all.addAll(found);
        if (!all.equals(hits)) {
            hits = all;
            tell(true);
        }
        return true;
    }

    /** How many hits begin before the line. */
    private int before(long line) {
        return new Hits(generation, hits, true, false, 0).before(new Position(line, 0));
    }

    /** Looks through the block's texts from one line up to before another: a very long one comes in several blocks. */
    private void look(TextBlock block, long from, long before, int most, List<TextRange> found) {
        List<TextBlock.Row> rows = block.rows().stream()
                .filter(row -> row.number() >= from && row.number() < before)
                .toList();
        int start = 0;
        while (start < rows.size() && found.size() < most && !closed) {
            int end = start;
            while (end < rows.size() - 1 && rows.get(end).goesOn()) {
                end++;
            }
            look(rows.subList(start, end + 1), most, found);
            start = end + 1;
        }
    }

    private void look(List<TextBlock.Row> rows, int most, List<TextRange> found) {
        if (rows.size() == 1) {
            TextBlock.Row row = rows.getFirst();
            matcher.each(row.text(), (start, end) -> {
                found.add(new TextRange(
                        new Position(row.number(), row.column(start)), new Position(row.number(), row.column(end))));
                return found.size() < most;
            });
            return;
        }
        StringBuilder text = new StringBuilder();
        int[] starts = new int[rows.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = text.length();
            text.append(rows.get(i).text());
        }
        matcher.each(text, (start, end) -> {
            found.add(new TextRange(position(rows, starts, start, false), position(rows, starts, end, true)));
            return found.size() < most;
        });
    }

    /** @param after whether what is meant is where the char before it ends */
    private static Position position(List<TextBlock.Row> rows, int[] starts, int index, boolean after) {
        int wanted = after ? index - 1 : index;
        int found = java.util.Arrays.binarySearch(starts, wanted);
        int row = found >= 0 ? found : -found - 2;
        TextBlock.Row in = rows.get(row);
        return new Position(in.number(), in.column(index - starts[row]));
    }

    private void tell(boolean complete) {
        long now = System.nanoTime();
        if (closed || !complete && now - toldAt < TELL_NS) {
            return;
        }
        toldAt = now;
        List<TextRange> places = new ArrayList<>(complete ? hits : upwards);
        if (!complete) {
            Collections.reverse(places);
        }
        told.accept(new Hits(
                generation,
                Collections.unmodifiableList(places),
                complete,
                places.size() >= MOST_HITS,
                matcher.givenUp()));
    }

    /** What it looks for. */
    public Query query() {
        return query;
    }
}
