package dev.diver.app.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** The terminal of standard input, set so that each key reaches the guest at once and the guest echoes. */
final class TerminalMode implements AutoCloseable {
    private final boolean changed;

    private TerminalMode(boolean changed) {
        this.changed = changed;
    }

    /** Does nothing where standard input is no terminal. Ctrl-C keeps its meaning. */
    static TerminalMode characterwise() {
        return new TerminalMode(Terminal.isInput() && stty("-icanon", "-echo", "min", "1"));
    }

    /** For what only prints. */
    static TerminalMode unchanged() {
        return new TerminalMode(false);
    }

    @Override
    public void close() {
        if (changed) {
            stty("icanon", "echo");
        }
    }

    private static boolean stty(String... settings) {
        var command = new java.util.ArrayList<>(java.util.List.of("stty"));
        command.addAll(java.util.List.of(settings));
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noStty) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
