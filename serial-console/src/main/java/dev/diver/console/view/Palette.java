package dev.diver.console.view;

import dev.diver.console.terminal.Style;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

/**
 * A console's colours.
 *
 * @param background behind all
 * @param foreground of text that has no colour of its own
 * @param cursor the cursor's block; text under it gets the background's colour
 * @param selection behind selected text
 * @param match behind found text
 * @param currentMatch behind the found text that was gone to
 * @param colours the sixteen that guests name by number: eight, and eight brighter ones
 */
public record Palette(
        Color background,
        Color foreground,
        Color cursor,
        Color selection,
        Color match,
        Color currentMatch,
        List<Color> colours) {

    private static final int NAMED = 16;
    private static final int CUBE_END = 232;
    private static final int CUBE_SIDE = 6;

    /** Dark text on white; the named colours are dark enough to be read on it. */
    public static final Palette LIGHT = of(
            "#ffffff", "#24292f", "#0969da", "#b6d7ff", "#ffe9a8", "#ffb454", "#24292f", "#c21f2c", "#116329",
            "#7d5a00", "#0a58c2", "#8138b8", "#12717d", "#6e7781", "#57606a", "#a40e26", "#1a7f37", "#8f5f00",
            "#1f74e8", "#9a55d6", "#2a8a99", "#8c959f");

    /** Light text on nearly black. */
    public static final Palette DARK = of(
            "#14181d", "#d5dae1", "#6cb6ff", "#213f63", "#5a4700", "#a8740f", "#545d68", "#f47067", "#57ab5a",
            "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#c5cbd3", "#768390", "#ff938a", "#6bc46d", "#daaa3f",
            "#6cb6ff", "#dcbdfb", "#56d4dd", "#f5f7fa");

    public Palette {
        colours = List.copyOf(colours);
        if (colours.size() != NAMED) {
            throw new IllegalArgumentException(colours.size() + " colours instead of " + NAMED);
        }
        Stream.of(background, foreground, cursor, selection, match, currentMatch)
                .forEach(Objects::requireNonNull);
    }

    private static Palette of(String... colours) {
        List<Color> all = Stream.of(colours).map(Color::web).toList();
        return new Palette(
                all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.subList(6, all.size()));
    }

    /** The colour that a style's number stands for. */
    Color resolve(int colour, Color otherwise) {
        if (Style.isDefault(colour)) {
            return otherwise;
        }
        int value = Style.value(colour);
        if (!Style.isIndexed(colour)) {
            return Color.rgb(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF);
        }
        if (value < NAMED) {
            return colours.get(value);
        }
        if (value < CUBE_END) {
            int cube = value - NAMED;
            return Color.rgb(
                    level(cube / (CUBE_SIDE * CUBE_SIDE)),
                    level(cube / CUBE_SIDE % CUBE_SIDE),
                    level(cube % CUBE_SIDE));
        }
        int grey = 8 + (value - CUBE_END) * 10;
        return Color.rgb(grey, grey, grey);
    }

    /** xterm's steps, which are not even. */
    private static int level(int step) {
        return step == 0 ? 0 : 55 + step * 40;
    }
}
