package dev.diver.app.screen.common;

import java.util.Optional;

/** The tabs of the window. */
public interface Documents {

    /** Opens it, or brings the one with the same id to the front. */
    void open(Document document);

    /** Opens it, or brings it to the front of its part of the window, and leaves the keyboard where it is. */
    void show(Document document);

    /** Asks for a document that must be read first. */
    Asked ask();

    Optional<Document> find(String id);

    void close(String id);

    /** A document that somebody waits for. */
    interface Asked {

        /**
         * Opens it: in front, unless a person has asked for or gone to another one since. However long each takes to be
         * read, the one that was asked for last is the one that is seen.
         *
         * @return whether it is in front
         */
        boolean open(Document document);
    }
}
