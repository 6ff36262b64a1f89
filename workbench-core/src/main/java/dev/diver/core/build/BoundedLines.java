package dev.diver.core.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Lines of a program's output; a line that is longer than anybody reads is cut, so that none can fill the memory. */
public final class BoundedLines {
    static final int LONGEST = 1 << 16;

    private final Reader in;
    private boolean afterReturn;

    public BoundedLines(Reader in) {
        this.in = new BufferedReader(in);
    }

    /** The next line, without its end ("\n", "\r" or both, as in {@link BufferedReader#readLine}); empty at the end. */
    public Optional<String> next() throws IOException {
        var line = new StringBuilder();
        var one = in.read();
        if (afterReturn && one == '\n') {
            one = in.read();
        }
        afterReturn = false;
        if (one < 0) {
            return Optional.empty();
        }
        for (; one >= 0 && one != '\n' && one != '\r'; one = in.read()) {
            if (line.length() < LONGEST) {
                line.append((char) one);
            }
        }
        // Not read ahead: what comes behind it may be long in coming.
        afterReturn = one == '\r';
        return Optional.of(line.toString());
    }
}
