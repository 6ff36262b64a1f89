package dev.diver.core.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Map;
import org.tomlj.Toml;

/** {@code --set KEY=VALUE}: from words without quotes to checked values. Lists and tables are written as in TOML. */
public final class SettingParser {
    private SettingParser() {}

    /** @throws DiverException INVALID with the nearest known key, or with what was expected */
    public static ObjectNode parse(Map<String, String> settings, OptionSchema schema) {
        var values = JsonNodeFactory.instance.objectNode();
        settings.forEach((key, text) -> {
            var option = schema.find(key)
                    .orElseThrow(() -> new DiverException(
                            Problem.Kind.INVALID,
                            "There is no option \"" + key + "\".",
                            "",
                            Nearest.hint(
                                    key,
                                    schema.options().stream()
                                            .map(OptionSchema.Option::key)
                                            .toList())));
            values.set(key, value(option.type(), text));
        });
        for (var misfit : OptionChecker.check(values, schema)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The value \"" + settings.get(misfit.path().getFirst()) + "\" of "
                            + misfit.path().getFirst() + " does not fit.",
                    "",
                    Character.toUpperCase(misfit.message().charAt(0))
                            + misfit.message().substring(1));
        }
        return values;
    }

    private static JsonNode value(Type type, String text) {
        var json = JsonNodeFactory.instance;
        return switch (type) {
            case Type.Text t -> json.textNode(text);
            case Type.Size t -> json.textNode(text);
            case Type.Choice t -> json.textNode(text);
            case Type.File t -> json.textNode(text);
            case Type.Whole t ->
                text.matches("-?[0-9]{1,18}") ? json.numberNode(Long.parseLong(text)) : json.textNode(text);
            case Type.Flag t ->
                text.equals("true") || text.equals("false")
                        ? json.booleanNode(text.equals("true"))
                        : json.textNode(text);
            case Type.Many many
            when !text.strip().startsWith("[") -> {
                var list = json.arrayNode();
                for (var element : text.split(",")) {
                    if (!element.isBlank()) {
                        list.add(value(many.element(), element.strip()));
                    }
                }
                yield list;
            }
            case Type.Many t -> toml(text);
            case Type.Pairs t -> toml(text);
            case Type.Table t -> toml(text);
        };
    }

    private static JsonNode toml(String text) {
        var parsed = Toml.parse("value = " + text);
        var value = parsed.hasErrors() ? null : TomlValues.of(parsed).get("value");
        return value == null ? JsonNodeFactory.instance.textNode(text) : value;
    }
}
