package dev.diver.app.screen.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Every shortcut of the window, read from its sources, is one that a keyboard can type, and means one thing. */
class ShortcutsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/diver/app/screen");
    private static final Pattern KEYS = Pattern.compile("\\.on\\(\"([^\"]+)\"\\)");

    /** What holds wherever the keyboard is. What the part with the keyboard has, and a debugger that runs, goes before it. */
    private static final List<String> EVERYWHERE =
            List.of("Shell.java", "ProjectDesk.java", "PartitionDesk.java", "ShellDesk.java");

    /** By the file that they stand in. */
    private static Map<String, List<String>> shortcuts() throws IOException {
        var all = new TreeMap<String, List<String>>();
        try (var sources = Files.walk(SOURCES)) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                var found = KEYS.matcher(Files.readString(source)).results().map((MatchResult match) -> match.group(1));
                all.put(source.getFileName().toString(), found.toList());
            }
        }
        return all;
    }

    private static Action on(String keys) {
        return Action.of("id", "Group", "Name", MaterialDesignA.ANCHOR, () -> {})
                .on(keys);
    }

    /** All that a keyboard can send, with every modifier that shortcuts are made of. */
    private static Stream<KeyEvent> events() {
        return Stream.of(KeyCode.values())
                .filter(code -> code != KeyCode.UNDEFINED)
                .flatMap(code -> Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                        .map(held -> new KeyEvent(
                                KeyEvent.KEY_PRESSED,
                                KeyEvent.CHAR_UNDEFINED,
                                "",
                                code,
                                (held & 1) != 0,
                                (held & 2) != 0,
                                (held & 4) != 0,
                                false)));
    }

    @Test
    void eachIsMatchedByOneKeyWithItsModifiers() throws IOException {
        var all = shortcuts().values().stream().flatMap(List::stream).distinct().toList();
        assertTrue(all.size() > 50, all::toString);
        for (var keys : all) {
            var combination = on(keys).shortcuts().getFirst();
            var matching = events().filter(combination::match).toList();
            assertEquals(1, matching.size(), keys + ": " + matching);
            var event = matching.getFirst();
            assertEquals(keys.contains("Shortcut+"), event.isControlDown(), keys);
            assertEquals(keys.contains("Shift+"), event.isShiftDown(), keys);
            assertEquals(keys.contains("Alt+"), event.isAltDown(), keys);
            var named = keys.substring(keys.lastIndexOf('+') + 1);
            assertTrue(
                    event.getCode().name().equals(named)
                            || event.getCode().getName().equals(named),
                    () -> keys + ": " + event.getCode());
        }
    }

    @Test
    void noneMeansTwoThingsAtOnce() throws IOException {
        var all = shortcuts();
        all.forEach((file, keys) -> assertEquals(List.of(), twice(keys), file));
        var everywhere =
                EVERYWHERE.stream().flatMap(file -> all.get(file).stream()).toList();
        assertEquals(List.of(), twice(everywhere), EVERYWHERE.toString());
    }

    private static List<String> twice(List<String> keys) {
        var seen = new HashSet<KeyCombination>();
        var twice = new ArrayList<String>();
        keys.forEach(one -> {
            if (!seen.add(on(one).shortcuts().getFirst())) {
                twice.add(one);
            }
        });
        return twice;
    }
}
