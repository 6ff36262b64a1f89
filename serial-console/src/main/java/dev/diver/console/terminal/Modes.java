package dev.diver.console.terminal;

/** What can be switched on and off. */
final class Modes {

    boolean insert;
    boolean newLine;
    boolean autoWrap;
    boolean reverseVideo;
    boolean cursorVisible;
    boolean applicationCursor;
    boolean bracketedPaste;

    void reset() {
        softReset();
        newLine = false;
        reverseVideo = false;
        bracketedPaste = false;
    }

    void softReset() {
        insert = false;
        autoWrap = true;
        cursorVisible = true;
        applicationCursor = false;
    }
}
