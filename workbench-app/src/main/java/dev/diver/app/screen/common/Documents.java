package dev.diver.app.screen.common;

import java.util.Optional;

/** The tabs of the window. */
public interface Documents {

    /** Opens it, or brings the one with the same id to the front. */
    void open(Document document);

    Optional<Document> find(String id);

    void close(String id);
}
