package dev.diver.console.search;

import dev.diver.core.dive.Console;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntSupplier;

/** A console of which only lines are seen that match, or only those that do not. What is typed goes to the whole one. */
public final class FilteredConsole implements Console {

    private final Console source;
    private final Query query;
    private final boolean hides;
    private final IntSupplier columns;

    /**
     * @param query without a problem
     * @param hides whether lines that match are those left out
     * @param columns of the terminals that it is attached to
     */
    public FilteredConsole(Console source, Query query, boolean hides, IntSupplier columns) {
        this.columns = columns;
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
        LineFilter filter = new LineFilter(sink, query, hides, columns);
        Subscription subscription = source.attach(filter);
        return () -> {
            filter.cancel();
            subscription.close();
        };
    }
}
