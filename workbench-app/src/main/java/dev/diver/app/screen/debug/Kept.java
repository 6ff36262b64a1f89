package dev.diver.app.screen.debug;

import java.util.List;

/**
 * What is kept of debugging a net.
 *
 * @param expressions those that are watched
 */
record Kept(List<Wanted> breakpoints, List<String> expressions) {
    static final Kept NOTHING = new Kept(List.of(), List.of());

    Kept {
        breakpoints = List.copyOf(breakpoints);
        expressions = List.copyOf(expressions);
    }

    Kept withBreakpoints(List<Wanted> changed) {
        return new Kept(changed, expressions);
    }

    Kept withExpressions(List<String> changed) {
        return new Kept(breakpoints, changed);
    }
}
