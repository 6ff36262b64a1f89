package dev.diver.core.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds values against a schema and names all that does not fit. */
public final class OptionChecker {
    private final List<Misfit> misfits = new ArrayList<>();

    /** @param path where it is: table keys and, in lists, indices from 0 */
    public record Misfit(List<String> path, String message) {
        public Misfit {
            path = List.copyOf(path);
        }
    }

    /** Empty where everything fits. */
    public static List<Misfit> check(ObjectNode values, OptionSchema schema) {
        var checker = new OptionChecker();
        checker.table(values, schema.options(), List.of());
        return List.copyOf(checker.misfits);
    }

    private OptionChecker() {}

    private void table(JsonNode values, List<Option> known, List<String> path) {
        for (var entry : values.properties()) {
            var here = extended(path, entry.getKey());
            known.stream()
                    .filter(option -> option.key().equals(entry.getKey()))
                    .findFirst()
                    .ifPresentOrElse(
                            option -> value(entry.getValue(), option.type(), here),
                            () -> misfit(
                                    here,
                                    "unknown key \"" + entry.getKey() + "\". "
                                            + Nearest.hint(
                                                    entry.getKey(),
                                                    known.stream()
                                                            .map(Option::key)
                                                            .toList())));
        }
    }

    private void value(JsonNode value, Type type, List<String> path) {
        switch (type) {
            case Type.Text text -> require(value.isTextual() && isClean(value.textValue()), path, type);
            case Type.File file ->
                require(
                        value.isTextual()
                                && isClean(value.textValue())
                                && !value.textValue().isBlank(),
                        path,
                        type);
            case Type.Whole whole ->
                require(
                        value.isIntegralNumber()
                                && value.canConvertToLong()
                                && value.longValue() >= whole.least()
                                && value.longValue() <= whole.most(),
                        path,
                        type);
            case Type.Size size -> require(value.isTextual() && isSize(value.textValue()), path, type);
            case Type.Flag flag -> require(value.isBoolean(), path, type);
            case Type.Choice choice -> {
                if (!value.isTextual() || !choice.values().contains(value.textValue())) {
                    var near = Nearest.to(value.asText(), choice.values());
                    misfit(
                            path,
                            "expected " + expected(type) + "."
                                    + near.map(word -> " Did you mean \"" + word + "\"?")
                                            .orElse(""));
                }
            }
            case Type.Pairs pairs -> {
                require(value.isObject(), path, type);
                value.properties()
                        .forEach(pair -> value(pair.getValue(), new Type.Text(), extended(path, pair.getKey())));
            }
            case Type.Many many -> {
                require(value.isArray(), path, type);
                for (var i = 0; value.isArray() && i < value.size(); i++) {
                    value(value.get(i), many.element(), extended(path, String.valueOf(i)));
                }
            }
            case Type.Table table -> {
                require(value.isObject(), path, type);
                if (value.isObject()) {
                    table(value, table.keys(), path);
                }
            }
        }
    }

    /** What a value of a type looks like, for a person. */
    public static String expected(Type type) {
        return switch (type) {
            case Type.Text text -> "a text in quotes, on one line";
            case Type.Whole whole ->
                whole.most() == Long.MAX_VALUE
                        ? "a whole number of at least " + whole.least()
                        : "a whole number from " + whole.least() + " to " + whole.most();
            case Type.Size size -> "an amount of memory such as \"128MiB\"";
            case Type.Flag flag -> "true or false";
            case Type.Choice choice -> "one of \"" + String.join("\", \"", choice.values()) + "\"";
            case Type.File file -> "a path in quotes";
            case Type.Pairs pairs -> "a table of texts such as { NAME = \"value\" }";
            case Type.Many many -> "a list, each " + expected(many.element());
            case Type.Table table ->
                "a table with the keys "
                        + String.join(
                                ", ", table.keys().stream().map(Option::key).toList());
        };
    }

    private void require(boolean fits, List<String> path, Type type) {
        if (!fits) {
            misfit(path, "expected " + expected(type) + ".");
        }
    }

    private void misfit(List<String> path, String message) {
        misfits.add(new Misfit(path, message));
    }

    private static boolean isClean(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isSize(String text) {
        try {
            MemorySize.parse(text);
            return true;
        } catch (DiverException e) {
            return false;
        }
    }

    private static List<String> extended(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }
}
