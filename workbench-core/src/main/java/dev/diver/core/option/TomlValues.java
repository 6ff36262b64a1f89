package dev.diver.core.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** TOML as JSON, so that one checker serves both; dates become texts. */
public final class TomlValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TomlValues() {}

    public static ObjectNode of(TomlTable table) {
        var object = JSON.objectNode();
        for (var key : table.keySet()) {
            object.set(key, value(table.get(List.of(key))));
        }
        return object;
    }

    private static ArrayNode of(TomlArray array) {
        var list = JSON.arrayNode(array.size());
        array.toList().forEach(element -> list.add(value(element)));
        return list;
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case TomlTable table -> of(table);
            case TomlArray array -> of(array);
            case String text -> JSON.textNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            default -> JSON.textNode(String.valueOf(value));
        };
    }
}
