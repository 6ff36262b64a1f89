package dev.diver.console.search;

import dev.diver.core.dive.Console;
import java.nio.file.Path;
import java.util.Set;

/** A console of which only lines are seen that match, or only those that do not. What is typed goes to the whole one. */
public final class FilteredConsole implements Console {

    private final Console source;
    private final Query query;
    private final boolean hides;

    /**
     * @param query without a problem
     * @param hides whether lines that match are those left out
     */
    public FilteredConsole(Console source, Query query, boolean hides) {
        this.source = source;
        this.query = query;
        this.hides = hides;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Path log() {
        return source.log();
    }

    @Override
    public void write(byte[] bytes) {
        source.write(bytes);
    }

    @Override
    public Set<Signal> signals() {
        return source.signals();
    }

    @Override
    public void signal(Signal signal) {
        source.signal(signal);
    }

    @Override
    public Subscription attach(Sink sink) {
        LineFilter filter = new LineFilter(sink, query, hides);
        Subscription subscription = source.attach(filter);
        return () -> {
            filter.cancel();
            subscription.close();
        };
    }
}
