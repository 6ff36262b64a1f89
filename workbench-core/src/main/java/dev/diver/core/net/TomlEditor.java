package dev.diver.core.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.option.TomlValues;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/**
 * Changes one value of a TOML text and leaves every other character as it is. It knows {@code [table]} headers and plain
 * keys below them; what the result says is checked by reading it again, so that a text written in another style is
 * refused and never spoiled.
 */
final class TomlEditor {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private final String text;
    private final List<String> path;

    private TomlEditor(String text, List<String> path) {
        this.text = text;
        this.path = path;
    }

    /** @param value absent to remove the key */
    static String edit(String text, List<String> path, Optional<JsonNode> value) {
        var before = Toml.parse(text);
        if (before.hasErrors()) {
            throw refused("It has errors: " + before.errors().getFirst().getMessage());
        }
        var expected = TomlValues.of(before);
        change(expected, path, value);
        var changed = new TomlEditor(text, path).changed(value.map(TomlEditor::write));
        var after = Toml.parse(changed);
        if (after.hasErrors() || !isSame(TomlValues.of(after), expected)) {
            throw refused("\"" + String.join(".", path) + "\" is written in a way that cannot be changed without"
                    + " changing more.");
        }
        return changed;
    }

    private static DiverException refused(String why) {
        return new DiverException(
                Problem.Kind.UNSUPPORTED, "net.toml was not changed.", why, "Change it by hand in the editor.");
    }

    /** An empty table and none are the same. */
    private static boolean isSame(ObjectNode left, ObjectNode right) {
        // As text: a number is the same whether Java holds it in 32 or 64 bits.
        return sorted(left).equals(sorted(right));
    }

    private static Map<String, Object> sorted(ObjectNode node) {
        var copy = new TreeMap<String, Object>();
        node.properties().forEach(entry -> {
            var value = entry.getValue() instanceof ObjectNode table
                    ? sorted(table)
                    : entry.getValue().toString();
            if (!(value instanceof Map<?, ?> table && table.isEmpty())) {
                copy.put(entry.getKey(), value);
            }
        });
        return copy;
    }

    private static void change(ObjectNode root, List<String> path, Optional<JsonNode> value) {
        var table = root;
        for (var key : path.subList(0, path.size() - 1)) {
            if (table.get(key) instanceof ObjectNode inner) {
                table = inner;
            } else if (table.has(key)) {
                throw refused(key + " is no table.");
            } else {
                table = table.putObject(key);
            }
        }
        if (value.isPresent()) {
            table.set(path.getLast(), value.get());
        } else {
            table.remove(path.getLast());
        }
    }

    private String changed(Optional<String> written) {
        var section = section();
        if (section.isEmpty()) {
            return written.map(this::withNewTable).orElse(text);
        }
        var found = key(section.get());
        if (found.isEmpty()) {
            return written.map(value -> inserted(section.get(), value)).orElse(text);
        }
        var span = found.get();
        if (written.isPresent()) {
            return text.substring(0, span.value()) + written.get() + text.substring(span.end());
        }
        var lineEnd = text.indexOf('\n', span.end());
        return text.substring(0, span.key()) + (lineEnd < 0 ? "" : text.substring(lineEnd + 1));
    }

    private String withNewTable(String value) {
        var table =
                path.subList(0, path.size() - 1).stream().map(TomlEditor::key).collect(Collectors.joining("."));
        var gap = text.isEmpty() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
        return text + gap + "[" + table + "]\n" + key(path.getLast()) + " = " + value + "\n";
    }

    private String inserted(Section section, String value) {
        // After the last line with content, so that blank lines before the next table stay there.
        var end = section.end();
        while (end > section.start() && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        var line = key(path.getLast()) + " = " + value;
        return end == 0
                ? line + "\n" + text
                : text.substring(0, end) + "\n" + line + (end == text.length() ? "\n" : text.substring(end));
    }

    /** From behind a table's header to the next header. */
    private record Section(int start, int end) {}

    /** @param key where the line begins, {@code value} where the value begins, {@code end} behind it */
    private record Span(int key, int value, int end) {}

    private Optional<Section> section() {
        var wanted = path.subList(0, path.size() - 1);
        var start = wanted.isEmpty() ? 0 : -1;
        for (var at = 0; at < text.length(); at = nextLine(at)) {
            var first = skipBlanks(at);
            if (first < text.length() && text.charAt(first) == '[') {
                if (start >= 0) {
                    return Optional.of(new Section(start, at));
                }
                var scanner = new TomlScanner(text, first + 1);
                if (scanner.keys().equals(wanted)) {
                    start = Math.min(nextLine(at), text.length());
                    start = text.charAt(start - 1) == '\n' ? start : text.length();
                }
            } else {
                at = statementEnd(first) - 1;
            }
        }
        return start < 0 ? Optional.empty() : Optional.of(new Section(start, text.length()));
    }

    private Optional<Span> key(Section section) {
        for (var at = section.start(); at < section.end(); at = nextLine(at)) {
            var first = skipBlanks(at);
            if (first >= section.end()) {
                break;
            }
            var start = text.charAt(first);
            if (start == '#' || start == '\n' || start == '\r') {
                continue;
            }
            var scanner = new TomlScanner(text, first);
            var keys = scanner.keys();
            var value = scanner.valueStart();
            var end = scanner.valueEnd();
            if (keys.equals(List.of(path.getLast()))) {
                return Optional.of(new Span(at, value, end));
            }
            at = end - 1;
        }
        return Optional.empty();
    }

    /** Behind the value of a key that begins here; a comment or blank line ends where it begins. */
    private int statementEnd(int first) {
        if (first >= text.length() || "#\r\n".indexOf(text.charAt(first)) >= 0) {
            return first + 1;
        }
        var scanner = new TomlScanner(text, first);
        scanner.keys();
        scanner.valueStart();
        return scanner.valueEnd();
    }

    private int nextLine(int at) {
        var end = text.indexOf('\n', Math.max(at, 0));
        return end < 0 ? text.length() : end + 1;
    }

    private int skipBlanks(int at) {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static String key(String name) {
        return BARE.matcher(name).matches() ? name : quoted(name);
    }

    private static String write(JsonNode value) {
        if (value.isArray()) {
            var elements = new java.util.ArrayList<String>();
            value.forEach(element -> elements.add(write(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        if (value.isObject()) {
            var pairs = value.properties().stream()
                    .map(pair -> key(pair.getKey()) + " = " + write(pair.getValue()))
                    .toList();
            return pairs.isEmpty() ? "{}" : "{ " + String.join(", ", pairs) + " }";
        }
        return value.isTextual() ? quoted(value.textValue()) : value.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (Character.isISOControl(character)) {
                        quoted.append(String.format("\\u%04X", character));
                    } else {
                        quoted.append((char) character);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
