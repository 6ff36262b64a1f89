package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Style;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.paint.Color;

/** The colours of a screen's cells: the palette's, those that the guest gave other values, and what inverse makes of them. */
final class CellColours {

    private static final double FAINT = 0.45;

    private final Screen screen;
    private final Palette palette;
    private final Color foreground;
    private final Color background;
    /** By style; few are in use at once. */
    private final Map<Long, Color> foregrounds = new HashMap<>();

    private final Map<Long, Color> backgrounds = new HashMap<>();

    CellColours(Screen screen, Palette palette) {
        this.screen = screen;
        this.palette = palette;
        foreground = changed(screen.foregroundColour(), palette.foreground());
        background = changed(screen.backgroundColour(), palette.background());
    }

    private static Color changed(int rgb, Color otherwise) {
        return rgb < 0 ? otherwise : Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /** Behind cells that have no colour of their own. */
    Color ground() {
        return background(Style.PLAIN);
    }

    Color foreground(long style) {
        return foregrounds.computeIfAbsent(style, this::inFront);
    }

    Color background(long style) {
        return backgrounds.computeIfAbsent(style, each -> isInverse(each) ? own(each) : behind(each));
    }

    Color cursor() {
        return changed(screen.cursorColour(), palette.cursor());
    }

    /** Of text that a cursor's block lies behind. */
    Color underCursor() {
        return background;
    }

    private Color inFront(long style) {
        Color shown = isInverse(style) ? behind(style) : own(style);
        boolean faint = (style & Style.FAINT) != 0;
        return faint ? shown.interpolate(isInverse(style) ? own(style) : behind(style), FAINT) : shown;
    }

    private boolean isInverse(long style) {
        return (style & Style.INVERSE) != 0 != screen.isReverseVideo();
    }

    private Color own(long style) {
        return resolved(Style.shownForeground(style), foreground);
    }

    private Color behind(long style) {
        return resolved(Style.background(style), background);
    }

    private Color resolved(int colour, Color otherwise) {
        int given = Style.isIndexed(colour) ? screen.indexedColour(Style.value(colour)) : -1;
        return given < 0 ? palette.resolve(colour, otherwise) : changed(given, otherwise);
    }
}
