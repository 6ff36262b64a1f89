package dev.diver.app.command;

import dev.diver.core.catalog.Registries.Indexed;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a search may miss, because an index was never brought, or is older than it should be. */
record IndexNotes(List<Indexed> indexes, Instant now) {

    void print(PrintStream err) {
        var never = names(one -> one.brought().isEmpty());
        if (!never.isEmpty()) {
            err.println("note: Nothing of " + never + " is found, whose index was never brought: diver catalog index.");
        }
        var old = names(one -> one.expires().filter(now::isAfter).isPresent());
        if (!old.isEmpty()) {
            err.println("note: The index of " + old + " is older than it should be: diver catalog index.");
        }
    }

    private String names(Predicate<Indexed> which) {
        return indexes.stream().filter(which).map(Indexed::name).collect(Collectors.joining(", "));
    }
}
