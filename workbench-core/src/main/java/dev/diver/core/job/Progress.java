package dev.diver.core.job;

/** Where a long action tells how far it is. Called from the thread that does the work; must return quickly. */
@FunctionalInterface
public interface Progress {
    /** Says nothing to anybody. */
    Progress NONE = (message, done, total) -> {};

    /**
     * @param message what is being done now, such as "pulling linux:6.1-cloud"
     * @param done how much of {@code total} is done
     * @param total the whole, in the same unit; 0 where it is not known
     */
    void report(String message, long done, long total);

    default void report(String message) {
        report(message, 0, 0);
    }

    /** Something that the person should know, and that is not over with the next step; may have several lines. */
    default void note(String text) {
        report(text.lines().findFirst().orElse(""));
    }
}
