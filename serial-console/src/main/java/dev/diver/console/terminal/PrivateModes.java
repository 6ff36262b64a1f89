package dev.diver.console.terminal;

/** DEC's and xterm's modes, by their numbers: setting them, and what a program learns that asks (DECRQM). */
final class PrivateModes {

    private static final int UNKNOWN = 0;
    private static final int SET = 1;
    private static final int RESET = 2;

    private final Display display;
    private final Modes modes;

    PrivateModes(Display display) {
        this.display = display;
        modes = display.modes;
    }

    void set(int mode, boolean on) {
        switch (mode) {
            case 1 -> modes.applicationCursor = on;
            case 5 -> modes.reverseVideo = on;
            case 6 -> {
                display.cursor.origin = on;
                display.home();
            }
            case 7 -> {
                modes.autoWrap = on;
                display.cursor.pendingWrap &= on;
            }
            case 12 -> modes.cursorBlinks = on;
            case 25 -> modes.cursorVisible = on;
            case 47 -> display.showAlternate(on, false);
            case 66 -> modes.applicationKeypad = on;
            case 69 -> {
                modes.columnMargins = on;
                display.margins.resetColumns();
            }
            case 9 -> mouse(MouseTracking.PRESSES, on);
            case 1000 -> mouse(MouseTracking.CLICKS, on);
            case 1002 -> mouse(MouseTracking.DRAGS, on);
            case 1003 -> mouse(MouseTracking.MOTION, on);
            case 1004 -> modes.focusReports = on;
            case 1006 -> modes.mouseInDecimal = on;
            case 1047 -> display.showAlternate(on, !on);
            case 1048 -> save(on);
            case 1049 -> alternate(on);
            case 2004 -> modes.bracketedPaste = on;
            case 2026 -> {
                modes.synchronised = on;
                modes.synchronisedSince = System.nanoTime();
            }
            default -> {} // 1034, eight bits for Alt, too: the terminal speaks UTF-8, and Alt sends an escape
        }
    }

    private void mouse(MouseTracking tracking, boolean on) {
        modes.mouse = on ? tracking : MouseTracking.NONE;
    }

    private void save(boolean on) {
        if (on) {
            display.saveCursor();
        } else {
            display.restoreCursor();
        }
    }

    private void alternate(boolean on) {
        if (on) {
            if (!display.isAlternate()) {
                display.saveCursor();
            }
            display.showAlternate(true, true);
        } else if (display.isAlternate()) {
            display.showAlternate(false, true);
            display.restoreCursor();
        }
    }

    /** The number that DECRQM is answered with. */
    int report(int mode) {
        return switch (mode) {
            case 1 -> state(modes.applicationCursor);
            case 5 -> state(modes.reverseVideo);
            case 6 -> state(display.cursor.origin);
            case 7 -> state(modes.autoWrap);
            case 9 -> state(modes.mouse == MouseTracking.PRESSES);
            case 12 -> state(modes.cursorBlinks);
            case 25 -> state(modes.cursorVisible);
            case 47, 1047, 1049 -> state(display.isAlternate());
            case 66 -> state(modes.applicationKeypad);
            case 69 -> state(modes.columnMargins);
            case 1000 -> state(modes.mouse == MouseTracking.CLICKS);
            case 1002 -> state(modes.mouse == MouseTracking.DRAGS);
            case 1003 -> state(modes.mouse == MouseTracking.MOTION);
            case 1004 -> state(modes.focusReports);
            case 1006 -> state(modes.mouseInDecimal);
            case 2004 -> state(modes.bracketedPaste);
            case 2026 -> state(modes.synchronised);
            default -> UNKNOWN;
        };
    }

    private static int state(boolean on) {
        return on ? SET : RESET;
    }
}
