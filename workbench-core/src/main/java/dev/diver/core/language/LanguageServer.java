package dev.diver.core.language;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** A server that runs, and speaks the Language Server Protocol. */
public interface LanguageServer extends AutoCloseable {

    /** The net's directory as the server sees it: without links. */
    Path root();

    /** What it says; no message is larger than a bound, and more is a failure of the stream. It ends with the server. */
    InputStream output();

    /** What it is told; writing may block while it is busy. */
    OutputStream input();

    /** Ends it at once. Does not block; any thread may call it, and more than once. */
    @Override
    void close();
}
