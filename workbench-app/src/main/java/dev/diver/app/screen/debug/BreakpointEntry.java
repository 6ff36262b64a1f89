package dev.diver.app.screen.debug;

import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.CodePlace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A breakpoint that is wanted, and what the session made of it.
 *
 * @param net the net's directory
 * @param set empty where no session has it
 * @param trouble why the session does not have it; empty where it has, or has not been asked
 */
public record BreakpointEntry(Path net, Wanted wanted, Optional<Breakpoint> set, String trouble) {

    static BreakpointEntry of(Path net, Wanted wanted) {
        return new BreakpointEntry(net, wanted, Optional.empty(), "");
    }

    BreakpointEntry with(Wanted changed) {
        return new BreakpointEntry(net, changed, set, trouble);
    }

    BreakpointEntry setAs(Breakpoint breakpoint) {
        return new BreakpointEntry(net, wanted, Optional.of(breakpoint), "");
    }

    BreakpointEntry unset(String why) {
        return new BreakpointEntry(net, wanted, Optional.empty(), why);
    }

    boolean isIn(Path file) {
        return wanted.place() instanceof CodePlace.Line(var path, var line) && path.equals(file);
    }

    /** Where it is shown in its file: a debugger moves one that stands where there is no code. From 1; 0 where it is no line. */
    public int line() {
        var own = wanted.place() instanceof CodePlace.Line(var path, var line) ? line : 0;
        return own == 0
                ? 0
                : set.filter(breakpoint -> breakpoint.file().filter(this::isIn).isPresent())
                        .map(breakpoint -> breakpoint.line().orElse(own))
                        .orElse(own);
    }

    /** Whether the guest would stop there now. */
    public boolean verified() {
        return set.isPresent();
    }

    public boolean hardware() {
        return set.map(breakpoint -> breakpoint.kind().startsWith("hw")).orElse(wanted.hardware());
    }

    /** All that there is to say of it. */
    public String words() {
        var text = new StringBuilder(wanted.enabled() ? "Breakpoint" : "Breakpoint, switched off");
        if (hardware()) {
            text.append(", one of the processor's own");
        }
        if (!wanted.condition().isEmpty()) {
            text.append("\nonly where ").append(wanted.condition());
        }
        set.filter(breakpoint -> breakpoint.hits() > 0)
                .ifPresent(breakpoint -> text.append("\nstopped the guest ")
                        .append(breakpoint.hits() == 1 ? "once" : breakpoint.hits() + " times"));
        if (!trouble.isEmpty()) {
            text.append("\nnot set: ").append(trouble);
        }
        return text.toString();
    }
}
