package dev.diver.core.option;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * A text of TOML held against a schema, with the place of everything that is wrong with it; what the schema cannot say
 * is added by {@link #fault}. The text may be any: whoever reads it bounds its size.
 */
public final class CheckedToml {
    private final TomlParseResult toml;
    private final ObjectNode values;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param line from 1
     * @param column from 1
     */
    public record Fault(int line, int column, String message) {}

    private CheckedToml(TomlParseResult toml, ObjectNode values) {
        this.toml = toml;
        this.values = values;
    }

    public static CheckedToml read(String text, OptionSchema schema) {
        try {
            var toml = Toml.parse(text);
            var checked = new CheckedToml(toml, toml.hasErrors() ? empty() : TomlValues.of(toml));
            toml.errors().forEach(error -> checked.faults.add(at(error.position(), error.getMessage())));
            OptionChecker.check(checked.values, schema)
                    .forEach(misfit ->
                            checked.fault(misfit.path(), String.join(".", misfit.path()) + ": " + misfit.message()));
            return checked;
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | AssertionError
                | StackOverflowError e) {
            // The library fails in these ways on some texts that are no TOML, instead of saying so.
            var checked = new CheckedToml(null, empty());
            checked.faults.add(new Fault(1, 1, "This is no TOML: " + e.getMessage()));
            return checked;
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Empty where the text is no TOML. */
    public ObjectNode values() {
        return values;
    }

    /** Whether nothing is wrong so far. */
    public boolean ok() {
        return faults.isEmpty();
    }

    /** In the order of the text. */
    public List<Fault> faults() {
        return faults.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }

    /** Something that is wrong with the value of a key, or with its absence. */
    public void fault(List<String> path, String message) {
        faults.add(at(position(path), message));
    }

    /** Of the key, or of the nearest table around it that is written down. */
    private TomlPosition position(List<String> path) {
        for (var length = toml == null ? 0 : path.size(); length > 0; length--) {
            try {
                var found = toml.inputPositionOf(path.subList(0, length));
                if (found != null) {
                    return found;
                }
            } catch (org.tomlj.TomlInvalidTypeException insideOfAList) {
                // Lists have one position for all of their elements.
            }
        }
        return TomlPosition.positionAt(1, 1);
    }

    private static Fault at(TomlPosition position, String message) {
        return position == null ? new Fault(1, 1, message) : new Fault(position.line(), position.column(), message);
    }
}
