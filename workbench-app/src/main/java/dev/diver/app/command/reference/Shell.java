package dev.diver.app.command.reference;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words as shells read them. */
final class Shell {
    private Shell() {}

    /** One word, whatever is in it: for bash and zsh. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Alternatives of a {@code case} of bash and zsh. */
    static String pattern(Collection<String> words) {
        return words.stream().map(Shell::quoted).collect(Collectors.joining("|"));
    }
}
