package dev.diver.app.screen.debug;

import dev.diver.console.debug.Variable;
import java.util.List;
import java.util.Optional;

/**
 * A line of a tree of values.
 *
 * @param path of names from the root, by which it is known again at the next stop
 * @param text its value, or why there is none
 * @param variable empty where there is no value
 * @param children those that have been read
 * @param changed since the guest stopped last
 */
record Value(
        String path,
        String name,
        String text,
        String type,
        Optional<Variable> variable,
        List<Value> children,
        boolean changed) {

    static Value of(String path, Variable variable, List<Value> children) {
        return new Value(
                path,
                variable.name(),
                variable.value(),
                variable.type(),
                Optional.of(variable),
                List.copyOf(children),
                false);
    }

    static Value unknown(String path, String name, String why) {
        return new Value(path, name, why, "", Optional.empty(), List.of(), false);
    }

    /** Whether there is more below than has been read. */
    boolean hasMore() {
        return children.isEmpty()
                && variable.filter(known -> known.children() > 0).isPresent();
    }
}
