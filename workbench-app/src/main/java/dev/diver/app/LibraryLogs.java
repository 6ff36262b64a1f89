package dev.diver.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries would say at each start and no user can do anything about; a class of its own, since logging takes time to load. */
final class LibraryLogs {
    /** Held here because the logging system forgets loggers that nobody holds. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private LibraryLogs() {}

    static void quieten() {
        // It would tell every user of the command that vector instructions are an incubating module.
        LUCENE.setLevel(Level.SEVERE);
        // JavaFX stands on the class path on purpose (docs/decisions/0001), and says at each start that it does.
        JAVAFX.setLevel(Level.SEVERE);
    }
}
