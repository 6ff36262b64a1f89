package dev.diver.console.gdb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A value of gdb's machine interface. What is not there reads as empty: gdb leaves out what it does not know. */
sealed interface MiValue {

    /** @param text with escapes undone */
    record Text(String text) implements MiValue {}

    /** @param elements whose names, where they have some, are all the same and left out */
    record Sequence(List<MiValue> elements) implements MiValue {
        List<Tuple> tuples() {
            return elements.stream()
                    .filter(Tuple.class::isInstance)
                    .map(Tuple.class::cast)
                    .toList();
        }
    }

    /** @param fields the first one of each name */
    record Tuple(Map<String, MiValue> fields) implements MiValue {
        static final Tuple EMPTY = new Tuple(Map.of());

        boolean has(String name) {
            return fields.containsKey(name);
        }

        String text(String name) {
            return fields.get(name) instanceof Text text ? text.text() : "";
        }

        Tuple tuple(String name) {
            return fields.get(name) instanceof Tuple tuple ? tuple : EMPTY;
        }

        Sequence sequence(String name) {
            return fields.get(name) instanceof Sequence sequence ? sequence : new Sequence(List.of());
        }

        List<Tuple> tuples(String name) {
            return sequence(name).tuples();
        }

        Optional<String> optional(String name) {
            return Optional.of(text(name)).filter(text -> !text.isEmpty());
        }

        OptionalInt number(String name) {
            try {
                return OptionalInt.of(Integer.parseInt(text(name)));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        }

        OptionalLong address(String name) {
            return MiValue.address(text(name));
        }
    }

    /** Hexadecimal with {@code 0x} and perhaps a symbol behind, or unsigned decimal. */
    static OptionalLong address(String text) {
        var word = text.strip().split("[ <]", 2)[0];
        try {
            return OptionalLong.of(
                    word.startsWith("0x")
                            ? Long.parseUnsignedLong(word, 2, word.length(), 16)
                            : Long.parseUnsignedLong(word));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
