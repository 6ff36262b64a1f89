package dev.diver.console.view;

import dev.diver.console.search.Hits;
import dev.diver.console.search.LiveSearch;
import dev.diver.console.search.Query;
import dev.diver.console.terminal.Position;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.TextRange;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Finding in a console: the search that runs, the place that was gone to, and what the bar says of it. */
final class Finder {

    private final ConsoleView view;
    private final FindBar bar = new FindBar(query -> begin(), this::step, this::close);
    /** What the search that runs has told and nobody has seen. */
    private AtomicReference<Hits> news = new AtomicReference<>();

    private LiveSearch search;
    private Hits hits = Hits.NONE;
    private TextRange current;
    /** Something was typed, and the view has not gone to it yet. */
    private boolean eager;

    Finder(ConsoleView view) {
        this.view = view;
    }

    FindBar bar() {
        return bar;
    }

    void open(String text) {
        bar.open(text);
        begin();
    }

    void close() {
        stop();
        bar.setVisible(false);
        view.requestFocus();
    }

    /** Ends what runs; nothing is highlighted any more. */
    void stop() {
        if (search != null) {
            search.close();
            search = null;
        }
        hits = Hits.NONE;
        current = null;
        view.repaint();
    }

    /** Looks anew: for something else, or in another terminal. */
    void begin() {
        stop();
        if (!bar.isVisible()) {
            return;
        }
        Query query = bar.query();
        String problem = query.problem();
        bar.tell(problem, !problem.isEmpty());
        if (query.isEmpty() || !problem.isEmpty()) {
            return;
        }
        eager = true;
        // One that was closed may still tell something: it has a place of its own.
        news = new AtomicReference<>();
        search = LiveSearch.start(view.terminal(), query, news::set);
    }

    /** Takes over what was found since; each pulse. */
    void pulse() {
        Hits found = news.getAndSet(null);
        if (found == null || search == null) {
            return;
        }
        if (found.generation() != hits.generation()) {
            current = null;
        }
        hits = found;
        if (eager && hits.count() > 0) {
            eager = false;
            go(hits.places().getLast());
        }
        tell();
        view.repaint();
    }

    /** @param forward downwards */
    private void step(boolean forward) {
        if (hits.count() == 0) {
            return;
        }
        int at = current == null
                ? forward ? hits.firstFrom(view.screen().topLine()) : hits.count() - 1
                : hits.before(current.start()) + (forward ? 1 : -1);
        go(hits.places().get(Math.floorMod(at, hits.count())));
        tell();
    }

    private void go(TextRange place) {
        current = place;
        view.reveal(place.start().line());
    }

    private void tell() {
        String count = hits.full()
                ? String.format(Locale.ROOT, "%,d or more", hits.count())
                : String.format(Locale.ROOT, "%,d", hits.count());
        String text = hits.count() == 0
                ? hits.complete() ? "not found" : "…"
                : current == null
                        ? count
                        : String.format(Locale.ROOT, "%,d of ", hits.before(current.start()) + 1) + count;
        String doubt = hits.givenUp() == 0 ? "" : ", too costly on " + hits.givenUp() + " lines";
        bar.tell(text + doubt, hits.givenUp() > 0);
    }

    /** Those that are on the screen. */
    List<TextRange> visible(Screen screen) {
        if (hits.generation() != screen.generation()) {
            return List.of();
        }
        int from = hits.firstFrom(screen.topLine());
        int to = hits.before(new Position(screen.topLine() + screen.rows(), 0));
        return hits.places().subList(from, Math.max(from, to));
    }

    TextRange current(Screen screen) {
        return hits.generation() == screen.generation() ? current : null;
    }
}
