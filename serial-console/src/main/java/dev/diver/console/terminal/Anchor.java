package dev.diver.console.terminal;

/**
 * Lines that a view wants to find again when lines get other numbers.
 *
 * @param top the line in its first row, or -1
 * @param newest where the cursor was when the view ceased to follow, or -1
 */
public record Anchor(long top, long newest) {

    /** Nothing is to be found again. */
    public static final Anchor NONE = new Anchor(-1, -1);
}
