package dev.diver.console.terminal;

/** What can be switched on and off. */
final class Modes {

    boolean insert;
    boolean newLine;
    boolean autoWrap;
    boolean reverseVideo;
    boolean cursorVisible;
    boolean cursorBlinks;
    CursorShape cursorShape = CursorShape.BLOCK;
    boolean applicationCursor;
    boolean applicationKeypad;
    boolean bracketedPaste;
    boolean columnMargins;
    boolean focusReports;
    MouseTracking mouse = MouseTracking.NONE;
    boolean mouseInDecimal;
    /** A program is about to change much that should appear at once (mode 2026). */
    boolean synchronised;
    /** When that began, by {@link System#nanoTime}. */
    long synchronisedSince;

    void reset() {
        softReset();
        newLine = false;
        reverseVideo = false;
        bracketedPaste = false;
        focusReports = false;
        mouse = MouseTracking.NONE;
        mouseInDecimal = false;
        synchronised = false;
    }

    void softReset() {
        insert = false;
        autoWrap = true;
        cursorVisible = true;
        cursorBlinks = false;
        cursorShape = CursorShape.BLOCK;
        applicationCursor = false;
        applicationKeypad = false;
        columnMargins = false;
    }
}
