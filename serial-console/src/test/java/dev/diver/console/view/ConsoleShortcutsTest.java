package dev.diver.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

/** The keys of a console's commands are ones that a keyboard can type, and none has two meanings. */
class ConsoleShortcutsTest {

    private static KeyEvent event(KeyCode code, boolean shift, boolean control, boolean alt) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, shift, control, alt, false);
    }

    @Test
    void eachIsMatchedByOneKey() {
        List<KeyCombination> all = Stream.of(ConsoleCommand.values())
                .map(ConsoleCommand::combination)
                .filter(Objects::nonNull)
                .toList();
        assertTrue(all.size() > 10, all.toString());
        Set<KeyCode> withShift = new HashSet<>();
        Set<KeyCode> without = new HashSet<>();
        for (KeyCombination keys : all) {
            boolean shift = ConsoleCommand.written(keys).contains("Shift");
            List<KeyCode> codes = Stream.of(KeyCode.values())
                    .filter(code -> keys.match(event(code, shift, true, false)))
                    .toList();
            assertEquals(1, codes.size(), keys + ": " + codes);
            assertTrue((shift ? withShift : without).add(codes.getFirst()), keys + " has two meanings");
            assertTrue(
                    Stream.of(KeyCode.values())
                            .noneMatch(code -> keys.match(event(code, !shift, true, false))
                                    || keys.match(event(code, shift, false, false))
                                    || keys.match(event(code, shift, true, true))),
                    keys + " is for these modifiers only");
        }
    }
}
