package dev.diver.console.gdb;

import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.DebugEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The breakpoints that gdb has, whoever set them, but for the session's own. Thread-safe. */
final class BreakpointTable {
    private final Places places;
    private final Events events;
    private final TreeMap<Integer, Breakpoint> all = new TreeMap<>();
    private final Set<Integer> own = new HashSet<>();

    BreakpointTable(Places places, Events events) {
        this.places = places;
        this.events = events;
    }

    synchronized List<Breakpoint> all() {
        return List.copyOf(all.values());
    }

    synchronized Optional<Breakpoint> find(int number) {
        return Optional.ofNullable(all.get(number));
    }

    /** Set as a part of something else, and no business of views. */
    synchronized void hide(int number) {
        own.add(number);
        if (all.remove(number) != null) {
            tell();
        }
    }

    synchronized boolean isHidden(int number) {
        return own.contains(number);
    }

    /** @param told gdb's description of a new or changed one */
    synchronized Breakpoint put(MiValue.Tuple told) {
        var breakpoint = breakpoint(told);
        if (!own.contains(breakpoint.number()) && !breakpoint.equals(all.put(breakpoint.number(), breakpoint))) {
            tell();
        }
        return breakpoint;
    }

    synchronized void remove(int number) {
        if (all.remove(number) != null) {
            tell();
        }
    }

    private void tell() {
        events.tell(new DebugEvent.BreakpointsChanged(all()));
    }

    private Breakpoint breakpoint(MiValue.Tuple told) {
        // One with several places tells them apart from itself.
        var place = told.tuples("locations").stream().findFirst().orElse(told);
        var what = told.optional("what")
                .or(() -> told.optional("exp"))
                .orElseGet(() -> words(told.text("original-location"), place));
        return new Breakpoint(
                told.number("number").orElse(0),
                told.text("type"),
                what,
                places.file(place.text("fullname")),
                place.number("line"),
                place.address("addr"),
                Places.function(place.text("func")),
                told.text("cond"),
                "y".equals(told.text("enabled")),
                told.number("times").orElse(0));
    }

    /** @param original as gdb keeps what it was asked for: {@code area}, {@code -function area}, {@code *0x1000} */
    private static String words(String original, MiValue.Tuple place) {
        if (original.contains("-line ") || original.isEmpty()) {
            var file = place.text("file");
            return file.substring(file.lastIndexOf('/') + 1) + ":" + place.text("line");
        }
        var word = original.startsWith("-function ") ? original.substring("-function ".length()) : original;
        return word.startsWith("*") ? word.substring(1) : word;
    }
}
