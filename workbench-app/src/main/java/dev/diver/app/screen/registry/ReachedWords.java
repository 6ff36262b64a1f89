package dev.diver.app.screen.registry;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.registry.CatalogsModel.Reached;
import dev.diver.core.catalog.Registries.Greeting;

/**
 * How it stands with a catalog's registry.
 *
 * @param word short, for a list
 * @param sentence all of it
 * @param style of its colour, which says no more than the words
 */
record ReachedWords(String word, String sentence, String style) {

    static ReachedWords of(Source source, CatalogsModel model) {
        if (source.known().isEmpty()) {
            return new ReachedWords("wrong file", "Its file is wrong.", "bad");
        }
        return switch (model.reached().get(source.name())) {
            case Reached.Answered answered
            when answered.greeting() == Greeting.OPEN ->
                new ReachedWords("open", "It answers, and may be read.", "good-text");
            case Reached.Answered answered ->
                new ReachedWords(
                        "by login",
                        "It answers, and wants to know who asks. A login that is kept here, or that docker\u2019s helpers"
                                + " have, is told to it.",
                        Styles.TEXT_MUTED);
            case Reached.Silent silent ->
                new ReachedWords("no answer", silent.failure().problem().text(), "bad");
            case Reached.Asking asking ->
                new ReachedWords("asking\u2026", "It is being asked\u2026", Styles.TEXT_MUTED);
            case null -> new ReachedWords("", "", Styles.TEXT_MUTED);
        };
    }
}
