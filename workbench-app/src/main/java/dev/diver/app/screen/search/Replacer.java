package dev.diver.app.screen.search;

import java.util.List;

/** Changes files so that it can be undone. */
@FunctionalInterface
public interface Replacer {

    /** @param what for the message that it is done, such as {@code Replaced "a"} */
    void replace(String what, List<Replacement> replacements);

    /** A place that was found, and what comes there. */
    record Replacement(Hit hit, String text) {}
}
