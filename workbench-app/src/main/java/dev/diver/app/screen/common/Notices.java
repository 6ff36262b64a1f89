package dev.diver.app.screen.common;

import java.util.List;

/** The one place for messages to the person. */
public interface Notices {

    /** A message that goes away by itself. */
    void tell(String message, Remedy... next);

    /** A failure, with cause and remedy; nothing where the person cancelled. */
    void problem(Failure failure, List<Remedy> remedies);

    /**
     * Something that went on nevertheless, and that the person should know; it stays among the messages.
     *
     * @param text what, and on further lines why and what can be done
     */
    void warn(String text);

    default void problem(Failure failure) {
        problem(failure, List.of());
    }

    /** A button that goes with a message. */
    record Remedy(String name, Runnable run) {}
}
