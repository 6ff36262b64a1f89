package dev.diver.console.terminal;

/** What the cursor looks like. */
public enum CursorShape {
    BLOCK,
    UNDERLINE,
    BAR;

    /** @param style DECSCUSR's number: odd ones ask for blinking, which this terminal leaves out */
    static CursorShape of(int style) {
        return switch (style) {
            case 3, 4 -> UNDERLINE;
            case 5, 6 -> BAR;
            default -> BLOCK;
        };
    }
}
