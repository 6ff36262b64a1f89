package dev.diver.console.view;

import dev.diver.console.terminal.Anchor;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;

/** Where a console is scrolled to: at the newest line, or held somewhere while the guest goes on. */
final class Scrolling {

    private long topLine = Terminal.FOLLOW;
    /** The newest line's and the cursor's, when they were left. */
    private long newestSeen;

    private long cursorSeen;
    /** A person asked for holding: then typing does not let go. */
    private boolean held;

    long topLine() {
        return topLine;
    }

    boolean isFollowing() {
        return topLine == Terminal.FOLLOW;
    }

    boolean isHeld() {
        return held;
    }

    void to(long line, Screen screen) {
        if (line >= screen.lastTopLine() && !held) {
            follow();
            return;
        }
        if (isFollowing()) {
            newestSeen = screen.lastTopLine();
            cursorSeen = screen.cursorLine();
        }
        topLine = Math.clamp(line, screen.firstLine(), screen.lastTopLine());
    }

    /** What is to be found again when lines get other numbers. */
    Anchor anchor(Screen screen) {
        return isFollowing() ? Anchor.NONE : new Anchor(Math.max(topLine, screen.firstLine()), cursorSeen);
    }

    /** Scrolls by lines, down where positive. */
    void by(long lines, Screen screen) {
        to((isFollowing() ? screen.lastTopLine() : topLine) + lines, screen);
    }

    void hold(Screen screen) {
        held = true;
        to(isFollowing() ? screen.lastTopLine() : topLine, screen);
    }

    void follow() {
        held = false;
        topLine = Terminal.FOLLOW;
    }

    /** Lines have other numbers now, and those of the {@link #anchor} are the screen's. */
    void renumbered(Screen screen) {
        Anchor moved = screen.anchor();
        if (moved.top() < 0) {
            follow();
        } else {
            topLine = Math.clamp(moved.top(), screen.firstLine(), screen.lastTopLine());
            cursorSeen = moved.newest() < 0 ? screen.firstLine() : moved.newest();
            newestSeen = screen.lastTopLine() - Math.max(0, screen.cursorLine() - cursorSeen);
        }
    }

    /** A key was typed: one wants to see what it does, unless one has asked for holding. */
    void typed() {
        if (!held) {
            follow();
        }
    }

    /** What is to be told about it; empty while it follows. */
    String told(Screen screen) {
        if (isFollowing()) {
            return "";
        }
        long more = Math.max(0, screen.lastTopLine() - newestSeen);
        String state = held ? "Held" : "Scrolled back";
        return more == 0 ? state : state + ", " + more + (more == 1 ? " new line" : " new lines");
    }
}
