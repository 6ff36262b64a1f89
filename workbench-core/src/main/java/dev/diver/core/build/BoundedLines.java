package dev.diver.core.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Lines of a program that may never end one: the rest of a line that is too long is dropped, not kept. */
final class BoundedLines {
    static final int LONGEST = 16 << 10;

    private final BufferedReader reader;

    BoundedLines(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    /** The next line without its end, or null. */
    String next() throws IOException {
        var line = new StringBuilder();
        var some = false;
        for (var character = reader.read(); character >= 0; character = reader.read()) {
            some = true;
            if (character == '\n') {
                return line.toString();
            }
            if (line.length() < LONGEST && character != '\r') {
                line.append((char) character);
            }
        }
        return some ? line.toString() : null;
    }
}
