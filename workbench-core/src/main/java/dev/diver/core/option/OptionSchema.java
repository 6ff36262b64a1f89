package dev.diver.core.option;

import java.util.List;
import java.util.Optional;

/**
 * The options that a mode knows, as data: the same list checks {@code net.toml}, checks {@code --set}, and draws the
 * form on the screen.
 */
public record OptionSchema(List<Option> options) {
    public OptionSchema {
        options = List.copyOf(options);
    }

    public Optional<Option> find(String key) {
        return options.stream().filter(option -> option.key().equals(key)).findFirst();
    }

    /**
     * @param key as in {@code [dive.vm]}, lower case with {@code -}
     * @param group heading under which a form shows it
     * @param fallback what holds where nothing is set, in words or as a value
     * @param help one sentence
     */
    public record Option(String key, String group, Type type, String fallback, String help) {}

    /** What an option's value looks like. */
    public sealed interface Type {
        /** Any text. */
        record Text() implements Type {}

        /** A whole number, both ends included. */
        record Whole(long least, long most) implements Type {}

        /** See {@link dev.diver.core.machine.MemorySize}. */
        record Size() implements Type {}

        record Flag() implements Type {}

        record Choice(List<String> values) implements Type {}

        /** A path, relative to the net's directory or absolute. */
        record File() implements Type {}

        record Many(Type element) implements Type {}

        /** Any names, each with a text. */
        record Pairs() implements Type {}

        /** A table with these keys and no others. */
        record Table(List<Option> keys) implements Type {}
    }
}
