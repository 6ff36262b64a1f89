package dev.diver.app.screen.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.app.screen.common.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

class PaletteMatchesTest {
    private static Action action(String name) {
        return Action.of(name, "Net", name, MaterialDesignA.ANCHOR, () -> {});
    }

    @Test
    void bestFirstAndWhatCannotBeDoneLast() {
        var dive = action("Dive");
        var never = action("Dive deeper").unless(() -> "Not today.");
        var save = action("Save everything I've typed");
        assertEquals(List.of(dive, save, never), PaletteMatches.of(List.of(never, save, dive), "ive"));
        assertEquals(List.of(), PaletteMatches.of(List.of(dive), "xyz"));
    }
}
