package dev.diver.core.catalog;

/**
 * Who vouches for a kernel, as it would be judged if it were pulled now.
 *
 * @param words one or more sentences for a person; never empty
 */
public record Vouched(State state, String words) {

    /** What a page tells apart. */
    public enum State {
        /** It ships with Diver, or was made on this machine. */
        EMBEDDED,
        /** By a key that is trusted for its catalog, or one that follows such a key. */
        SIGNED,
        /** By a key that nobody has met; pulling it pins the key. */
        FIRST_KEY,
        UNSIGNED,
        /** By a key that is not trusted for its catalog. */
        UNKNOWN_KEY,
        /** By a key that is trusted no longer. */
        REVOKED,
        /** Its signature is of something else. */
        WRONG,
        /** The policy is not to look, or nobody could be asked. */
        UNCHECKED
    }
}
