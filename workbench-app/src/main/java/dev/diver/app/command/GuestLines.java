package dev.diver.app.command;

import dev.diver.core.dive.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a guest says, for a terminal that another program has: whole lines, each with its console's name, and nothing that
 * could move the cursor or change what the terminal does. One thread feeds it.
 */
final class GuestLines implements Console.Sink, AutoCloseable {
    /** Bytes; what is longer comes in pieces. */
    private static final int LONGEST = 1 << 12;

    /** Sequences with parameters, strings up to their end, and those of two characters (ECMA-48, 5.3 to 5.6). */
    private static final Pattern SEQUENCE = Pattern.compile(
            "\u001b(?:\\[[0-?]*[ -/]*[@-~]?|[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[ -/]*[0-~]?)");

    private final String name;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean closed;

    /** @param lines gets each line, without its end */
    GuestLines(String name, Consumer<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    @Override
    public synchronized void accept(byte[] bytes, int offset, int length) {
        for (var i = offset; i < offset + length && !closed; i++) {
            if (bytes[i] == '\n') {
                end();
            } else {
                line.write(bytes[i]);
                if (line.size() == LONGEST) {
                    end();
                }
            }
        }
    }

    private void end() {
        lines.accept("[" + name + "] " + plain(line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }

    private static String plain(String text) {
        return SEQUENCE.matcher(text).replaceAll("").replace('\t', ' ').replaceAll("\\p{Cc}", "");
    }

    /** A line that the guest did not finish is shown as far as it came. */
    @Override
    public synchronized void close() {
        if (line.size() > 0 && !closed) {
            end();
        }
        closed = true;
    }
}
