package dev.diver.app.screen.dive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.option.OptionChecker;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An option's value as a person types it into a form: the elements of a list one a line, a table as {@code key=value,
 * key=value}.
 */
final class OptionValue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OptionValue() {}

    /** What is wrong with the text, or nothing; nothing typed is the fallback, and right. */
    static Optional<String> problem(Option option, String text) {
        return parse(option.type(), text).flatMap(value -> {
            var values = JsonNodeFactory.instance.objectNode();
            values.set(option.key(), JSON.valueToTree(value));
            return OptionChecker.check(values, new OptionSchema(List.of(option))).stream()
                    .findFirst()
                    .map(misfit -> Character.toUpperCase(misfit.message().charAt(0))
                            + misfit.message().substring(1));
        });
    }

    /** As {@code nets.withValue} takes it; empty removes the key. What does not fit its type stays text. */
    static Optional<Object> parse(Type type, String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(value(type, text));
    }

    private static Object value(Type type, String text) {
        var word = text.strip();
        return switch (type) {
            case Type.Whole w -> word.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(word) : word;
            case Type.Flag f -> word.matches("true|false") ? (Object) Boolean.parseBoolean(word) : word;
            case Type.Many many ->
                lines(text).stream().map(line -> value(many.element(), line)).toList();
            case Type.Pairs p -> pairs(lines(text.replace(',', '\n')), key -> new Type.Text());
            case Type.Table table ->
                pairs(
                        lines(text.replace(',', '\n')),
                        key -> table.keys().stream()
                                .filter(option -> option.key().equals(key))
                                .findFirst()
                                .map(Option::type)
                                .orElse(new Type.Text()));
            case Type.Text t -> word;
            case Type.Size s -> word;
            case Type.Choice c -> word;
            case Type.File f -> word;
        };
    }

    private static Map<String, Object> pairs(List<String> words, java.util.function.Function<String, Type> types) {
        var map = new LinkedHashMap<String, Object>();
        for (var word : words) {
            var equals = word.indexOf('=');
            var key = (equals < 0 ? word : word.substring(0, equals)).strip();
            map.put(key, equals < 0 ? "" : value(types.apply(key), word.substring(equals + 1)));
        }
        return map;
    }

    /** As {@code --set} takes it: words as they are, lists and tables as in TOML. */
    static String setting(Type type, String text) {
        var value = value(type, text);
        return value instanceof List<?> || value instanceof Map<?, ?> ? toml(value) : value.toString();
    }

    private static String toml(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(OptionValue::toml).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(entry.getKey().toString()) + " = " + toml(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case String string -> quoted(string);
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As a field shows it. */
    static String show(JsonNode value) {
        if (value == null) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(OptionValue::show)
                    .collect(Collectors.joining("\n"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + "=" + show(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.asText();
    }

    /** How a value is typed, where that does not go without saying. */
    static String hint(Option option) {
        return switch (option.type()) {
            case Type.Many many
            when many.element() instanceof Type.Table table ->
                "one a line: "
                        + table.keys().stream()
                                .map(key -> key.key() + "=\u2026")
                                .collect(Collectors.joining(", "));
            case Type.Many many -> option.fallback() + "; one a line";
            case Type.Pairs pairs -> "NAME=VALUE, one a line";
            case Type.Table table ->
                table.keys().stream().map(key -> key.key() + "=\u2026").collect(Collectors.joining(", "));
            default -> option.fallback();
        };
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
