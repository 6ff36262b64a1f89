package dev.diver.app.screen.palette;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Fuzzy;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which actions fit what was typed, best first; those that cannot be done now come last. */
final class PaletteMatches {
    private static final int MOST_NAMED = 50;

    private PaletteMatches() {}

    static List<Action> of(List<Action> actions, String typed) {
        return of(actions, List.of(), typed);
    }

    /** @param named what goes by its name alone, such as files: no more than a list's worth of them */
    static List<Action> of(List<Action> actions, List<Action> named, String typed) {
        record Scored(Action action, int score, boolean enabled) {}
        var all = actions.stream()
                .map(action ->
                        new Scored(action, Fuzzy.score(typed, action.group() + " " + action.name()), action.enabled()));
        var files = named.stream()
                .map(action -> new Scored(action, Fuzzy.score(typed, action.name()), true))
                .filter(scored -> scored.score() >= 0)
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(MOST_NAMED);
        return Stream.concat(all, files)
                .filter(scored -> scored.score() >= 0)
                .sorted(Comparator.comparing((Scored scored) -> !scored.enabled())
                        .thenComparing(Comparator.comparingInt(Scored::score).reversed()))
                .map(Scored::action)
                .toList();
    }
}
