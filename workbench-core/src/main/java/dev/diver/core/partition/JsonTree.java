package dev.diver.core.partition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON in which every value and key knows where it stands, which Jackson's own tree does not. */
final class JsonTree {
    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 32 << 10;
    private static final int LONGEST_NUMBER = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_TEXT)
                    .build())
            .build();

    private JsonTree() {}

    /**
     * @param line from 1
     * @param column from 1
     */
    record Position(int line, int column) {
        static final Position START = new Position(1, 1);

        static Position of(JsonLocation location) {
            return location == null
                    ? START
                    : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        }
    }

    sealed interface Node {
        Position at();
    }

    record Table(Position at, Map<String, Entry> entries) implements Node {}

    record Entry(Position key, Node value) {}

    record Items(Position at, List<Node> nodes) implements Node {}

    record Text(Position at, String value) implements Node {}

    /** A whole number that a long can hold. */
    record Whole(Position at, long value) implements Node {}

    /** @param what {@code true}, {@code false}, {@code null}, or a number of another kind */
    record Other(Position at, String what) implements Node {}

    /** What is no JSON. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Position at;

        Malformed(Position at, String message) {
            super(message);
            this.at = at;
        }

        Position at() {
            return at;
        }
    }

    static Node parse(String text) throws Malformed {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Malformed(Position.START, "The file is empty.");
            }
            var node = node(parser);
            if (parser.nextToken() != null) {
                throw new Malformed(
                        Position.of(parser.currentTokenLocation()), "Something follows behind the closing brace.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Malformed(Position.of(e.getLocation()), "This is no JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Malformed(Position.START, "This is no JSON: " + e.getMessage());
        }
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static Node node(JsonParser parser) throws IOException {
        var at = Position.of(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> table(parser, at);
            case START_ARRAY -> items(parser, at);
            case VALUE_STRING -> new Text(at, parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> new Whole(at, parser.getLongValue());
                    default -> new Other(at, parser.getText());
                };
            default -> new Other(at, parser.getText());
        };
    }

    private static Table table(JsonParser parser, Position at) throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = Position.of(parser.currentTokenLocation());
            var name = parser.currentName();
            parser.nextToken();
            entries.put(name, new Entry(key, node(parser)));
        }
        return new Table(at, entries);
    }

    private static Items items(JsonParser parser, Position at) throws IOException {
        var nodes = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node(parser));
        }
        return new Items(at, nodes);
    }
}
