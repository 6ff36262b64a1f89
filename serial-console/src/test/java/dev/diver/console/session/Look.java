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

    /** xterm shows, and prints, the darker eight colours of bold text as the brighter ones: so all are told that way, ours too. */
    @Override
    public String toString() {
        Map<String, String> told = new TreeMap<>(words);
        told.computeIfPresent("in", (word, value) -> words.containsKey("bold") ? brighter(value) : value);
        return told.entrySet().stream()
                .map(word -> word.getKey() + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String brighter(String value) {
        return value.matches("=[0-7]") ? "=" + (value.charAt(1) - '0' + 8) : value;
    }
}
