package dev.diver.console.terminal;

/** The DEC special graphics set, which boxes are drawn with. */
final class LineDrawing {

    /** What stands for the characters from {@code _} to {@code ~}. */
    private static final String GRAPHICS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private LineDrawing() {}

    static int map(int codePoint) {
        return codePoint >= '_' && codePoint <= '~' ? GRAPHICS.charAt(codePoint - '_') : codePoint;
    }
}
