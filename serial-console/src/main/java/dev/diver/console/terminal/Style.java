package dev.diver.console.terminal;

/**
 * How a cell looks, packed into a long: 26 bits of foreground, 26 bits of background, then flags. A colour is two bits of
 * kind (default, indexed, true colour) above 24 bits of value. Zero is plain text.
 */
public final class Style {

    /** Plain text in the default colours. */
    public static final long PLAIN = 0;

    public static final long BOLD = 1L << 52;
    public static final long FAINT = 1L << 53;
    public static final long ITALIC = 1L << 54;
    public static final long UNDERLINE = 1L << 55;
    public static final long BLINK = 1L << 56;
    public static final long INVERSE = 1L << 57;
    public static final long HIDDEN = 1L << 58;
    public static final long STRUCK = 1L << 59;
    public static final long OVERLINE = 1L << 60;
    public static final long DOUBLE_UNDERLINE = 1L << 61;

    private static final int INDEXED = 1 << 24;
    private static final int TRUE_COLOUR = 2 << 24;
    /** From each of the first eight colours to its brighter one. */
    private static final int BRIGHTER = 8;

    private static final int VALUE = 0xFF_FFFF;
    private static final long COLOUR = 0x3FF_FFFFL;
    private static final int BACKGROUND_SHIFT = 26;

    private Style() {}

    /** The colour of the text, to be asked by {@link #isDefault}, {@link #isIndexed} and {@link #value}. */
    public static int foreground(long style) {
        return (int) (style & COLOUR);
    }

    /** The colour that the text is shown in: bold has the brighter eight for the darker ones, as in xterm unless told otherwise. */
    public static int shownForeground(long style) {
        int colour = foreground(style);
        boolean darker = isIndexed(colour) && value(colour) < BRIGHTER;
        return darker && (style & BOLD) != 0 ? colour + BRIGHTER : colour;
    }

    /** The colour behind the text. */
    public static int background(long style) {
        return (int) (style >>> BACKGROUND_SHIFT & COLOUR);
    }

    public static boolean isDefault(int colour) {
        return colour == 0;
    }

    public static boolean isIndexed(int colour) {
        return (colour & INDEXED) != 0;
    }

    /** The index, or red, green and blue in a byte each. */
    public static int value(int colour) {
        return colour & VALUE;
    }

    static int indexed(int index) {
        return INDEXED | index & 0xFF;
    }

    static int trueColour(int red, int green, int blue) {
        return TRUE_COLOUR | (red & 0xFF) << 16 | (green & 0xFF) << 8 | blue & 0xFF;
    }

    static long withForeground(long style, int colour) {
        return style & ~COLOUR | colour;
    }

    static long withBackground(long style, int colour) {
        return style & ~(COLOUR << BACKGROUND_SHIFT) | (long) colour << BACKGROUND_SHIFT;
    }

    /** What an erased cell keeps of the style it was erased with: its background only. */
    static long erased(long style) {
        return style & COLOUR << BACKGROUND_SHIFT;
    }
}
