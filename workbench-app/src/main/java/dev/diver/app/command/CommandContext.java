package dev.diver.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.Engine;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * What every verb works with.
 *
 * @param engine made at the first use, so that {@code --help} starts nothing
 * @param json how documents are written
 * @param out data
 * @param err messages
 * @param progress of long actions, on {@code err}
 * @param cancellation cancelled by Ctrl-C
 */
record CommandContext(
        Supplier<Engine> engine,
        ObjectMapper json,
        PrintStream out,
        PrintStream err,
        Progress progress,
        Cancellation cancellation) {

    /** One document, on lines of its own. */
    void printJson(Object document) {
        try {
            out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One document on one line, for what comes after other output. */
    void printJsonLine(Object document) {
        try {
            out.println(json.writeValueAsString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine with its catalog filled. */
    Engine readyEngine() {
        var ready = engine.get();
        ready.catalog().open(progress, cancellation);
        return ready;
    }
}
