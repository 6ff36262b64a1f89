package dev.diver.app.command;

import dev.diver.core.job.Progress;
import java.io.PrintStream;

/** Progress as one line that is written over and over on a terminal, and as a line for each new step elsewhere. */
final class TerminalProgress implements Progress {
    private static final long REFRESH_NANOS = 80_000_000;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream err;
    private final boolean terminal;
    private String lastMessage = "";
    private long lastShown;
    private boolean lineOpen;

    TerminalProgress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void report(String message, long done, long total) {
        var step = !message.equals(lastMessage);
        lastMessage = message;
        if (!terminal) {
            if (step && !message.isEmpty()) {
                err.println(message);
            }
            return;
        }
        var now = System.nanoTime();
        if (step || now - lastShown > REFRESH_NANOS || done == total) {
            lastShown = now;
            lineOpen = true;
            err.print(ERASE_LINE + message + (total > 0 ? "  " + done * 100 / total + " %" : ""));
            err.flush();
        }
    }

    @Override
    public synchronized void note(String text) {
        clear();
        err.println(text);
    }

    /** Clears the line, so that other output begins on an empty one. */
    synchronized void clear() {
        if (lineOpen) {
            err.print(ERASE_LINE);
            err.flush();
            lineOpen = false;
            lastMessage = "";
        }
    }
}
