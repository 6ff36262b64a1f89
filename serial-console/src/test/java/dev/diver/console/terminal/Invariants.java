package dev.diver.console.terminal;

import java.util.Random;
import java.util.regex.Pattern;

/** What holds of a terminal whatever was written to it. */
final class Invariants {

    /** Status, position, attributes, and the state of a mode: nothing that a stream could choose the text of. */
    private static final Pattern REPLIES =
            Pattern.compile("(\u001B\\[(0n|\\??\\d+;\\d+R|\\?62;22c|>0;10;0c|\\?\\d+;[0-4]\\$y))*");

    private Invariants() {}

    static void check(Terminal terminal, Random random) {
        Screen screen = terminal.screen(random.nextInt(40));
        that(screen.cursorColumn() >= 0 && screen.cursorColumn() < screen.columns(), "cursor's column");
        that(screen.cursorRow() >= 0 && screen.cursorRow() < screen.rows(), "cursor's row");
        that(screen.topLine() >= screen.firstLine() && screen.topLine() <= screen.lastTopLine(), "lines' numbers");
        for (int y = 0; y < screen.rows(); y++) {
            for (int x = 0; x < screen.columns(); x++) {
                cell(screen, x, y);
            }
        }
        that(terminal.title().chars().noneMatch(Character::isISOControl), "title");
        terminal.text(terminal.all());
        Position one = new Position(screen.firstLine() + random.nextInt(20), random.nextInt(50));
        Position other = new Position(screen.firstLine() + random.nextInt(20), random.nextInt(50));
        for (Granularity granularity : Granularity.values()) {
            terminal.text(terminal.range(one, other, granularity));
        }
        terminal.findNext("te", one);
        terminal.findPrevious("字", one);
    }

    private static void cell(Screen screen, int x, int y) {
        int codePoint = screen.codePoint(x, y);
        if (codePoint == Screen.TAIL) {
            that(x > 0 && CharacterWidth.of(screen.codePoint(x - 1, y)) == 2, "half a character");
        } else {
            that(codePoint >= ' ', "no control characters on the screen");
            boolean cut = CharacterWidth.of(codePoint) == 2
                    && (x + 1 == screen.columns() || screen.codePoint(x + 1, y) != Screen.TAIL);
            that(!cut, "half a character");
        }
    }

    static void replies(String replies) {
        that(REPLIES.matcher(replies).matches(), "answers: " + replies);
    }

    private static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
