package dev.diver.app.command;

import dev.diver.core.catalog.Registries.Indexed;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What a search may miss, because an index was never brought, or is older than it should be. */
record IndexNotes(List<Indexed> indexes, Instant now) {

    void print(PrintStream err) {
        var never = names(Indexed::isMissing);
        if (!never.isEmpty()) {
            err.println("note: Nothing of " + String.join(", ", never) + " is found, whose index was never brought: "
                    + command(never) + ".");
        }
        printOld(err);
    }

    void printOld(PrintStream err) {
        var old = names(one -> one.isOld(now));
        if (!old.isEmpty()) {
            err.println("note: The index of " + String.join(", ", old) + " is older than it should be: " + command(old)
                    + ".");
        }
    }

    private static String command(List<String> names) {
        return "diver catalog index" + (names.size() == 1 ? " " + names.getFirst() : "");
    }

    private List<String> names(Predicate<Indexed> which) {
        return indexes.stream().filter(which).map(Indexed::name).toList();
    }
}
