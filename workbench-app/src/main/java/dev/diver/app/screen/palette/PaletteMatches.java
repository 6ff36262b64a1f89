package dev.diver.app.screen.palette;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Fuzzy;
import java.util.Comparator;
import java.util.List;

/** Which actions fit what was typed, best first; those that cannot be done now come last. */
final class PaletteMatches {
    private PaletteMatches() {}

    static List<Action> of(List<Action> actions, String typed) {
        record Scored(Action action, int score, boolean enabled) {}
        return actions.stream()
                .map(action ->
                        new Scored(action, Fuzzy.score(typed, action.group() + " " + action.name()), action.enabled()))
                .filter(scored -> scored.score() >= 0)
                .sorted(Comparator.comparing((Scored scored) -> !scored.enabled())
                        .thenComparing(Comparator.comparingInt(Scored::score).reversed()))
                .map(Scored::action)
                .toList();
    }
}
