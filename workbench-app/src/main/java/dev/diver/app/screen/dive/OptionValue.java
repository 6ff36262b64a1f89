package dev.diver.app.screen.dive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An option's value as a person types it into a form. */
final class OptionValue {
    private OptionValue() {}

    /** What is wrong with the text, or nothing. */
    static Optional<String> problem(Type type, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return switch (type) {
            case Type.Whole whole -> whole(whole, text.strip());
            case Type.Size size -> size(text.strip());
            case Type.Choice choice ->
                choice.values().contains(text)
                        ? Optional.empty()
                        : Optional.of("One of " + String.join(", ", choice.values()) + ".");
            case Type.Many many ->
                lines(text).stream()
                        .flatMap(line -> problem(many.element(), line).stream())
                        .findFirst();
            case Type.Text t -> Optional.empty();
            case Type.File f -> Optional.empty();
            case Type.Flag f -> Optional.empty();
            case Type.Table t -> Optional.empty();
        };
    }

    private static Optional<String> whole(Type.Whole type, String text) {
        var wrong = Optional.of("A whole number from " + type.least() + " to " + type.most() + ".");
        try {
            var value = Long.parseLong(text);
            return value < type.least() || value > type.most() ? wrong : Optional.empty();
        } catch (NumberFormatException e) {
            return wrong;
        }
    }

    private static Optional<String> size(String text) {
        try {
            MemorySize.parse(text);
            return Optional.empty();
        } catch (DiverException e) {
            return Optional.of("A number and a unit, such as 128MiB.");
        }
    }

    /** As {@code nets.withValue} takes it; empty removes the key. */
    static Optional<Object> parse(Type type, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case Type.Whole w -> (Object) Long.parseLong(text.strip());
                    case Type.Flag f -> Boolean.parseBoolean(text.strip());
                    case Type.Many many ->
                        lines(text).stream()
                                .map(line -> parse(many.element(), line).orElse(""))
                                .toList();
                    case Type.Text t -> text;
                    case Type.Size s -> text.strip();
                    case Type.Choice c -> text;
                    case Type.File f -> text.strip();
                    case Type.Table t -> text;
                });
    }

    /** As a field shows it. */
    static String show(JsonNode value) {
        if (value == null) {
            return "";
        }
        if (value instanceof ArrayNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(OptionValue::show)
                    .collect(Collectors.joining("\n"));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** Whether a form can change it; the others are changed in {@code net.toml}. */
    static boolean isEditable(Type type) {
        return switch (type) {
            case Type.Table t -> false;
            case Type.Many many -> isEditable(many.element()) && !(many.element() instanceof Type.Many);
            default -> true;
        };
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
