package dev.diver.console.session;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How text looks, in words. */
final class Look {

    private final Map<String, String> words = new TreeMap<>();

    void set(String word, boolean on) {
        if (on) {
            words.put(word, "");
        } else {
            words.remove(word);
        }
    }

    void colour(String of, String value) {
        if (value.isEmpty()) {
            words.remove(of);
        } else {
            words.put(of, "=" + value);
        }
    }

    void clear() {
        words.clear();
    }

    @Override
    public String toString() {
        return words.entrySet().stream()
                .map(word -> word.getKey() + word.getValue())
                .collect(Collectors.joining(" "));
    }
}
