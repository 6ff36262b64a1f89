package dev.diver.core.catalog;

import java.util.List;
import java.util.Optional;

/** The ring of keys: one's own, and those of publishers. Thread-safe; blocking. */
public interface SigningKeys {

    /** Asked where a secret key is encrypted; what it gives is overwritten. */
    @FunctionalInterface
    interface Passwords {
        /** @param key its name */
        char[] of(String key);
    }

    List<KnownKey> list();

    /** Words about files in the ring that are no keys. */
    List<String> broken();

    /** @param password overwritten; absent for a secret key that anybody who reads it can sign with */
    KnownKey create(String name, Optional<char[]> password);

    /**
     * Takes another's key, or a statement about keys.
     *
     * @param source a file, or the key itself
     * @param name how to call it; as the file where absent
     * @param catalogs for which it is pinned
     * @return words about what was taken
     */
    String add(String source, Optional<String> name, List<String> catalogs);

    /**
     * What would follow if a key were trusted for a catalog no longer, in words for a person; changes nothing.
     *
     * @throws dev.diver.core.problem.DiverException NOT_FOUND where it is not trusted for it
     */
    String afterUnpinning(String name, String catalog);

    /**
     * A key is trusted for a catalog no longer; it stays in the ring, and for other catalogs.
     *
     * @throws dev.diver.core.problem.DiverException NOT_FOUND where it is not trusted for it
     */
    void unpin(String name, String catalog);

    /** @param withSecret also what signs with it, which nobody can bring back */
    void remove(String name, boolean withSecret);

    /**
     * A key that was stolen is trusted no longer.
     *
     * @param by the key that signs the statement, the key itself or one that followed it; absent to tell nobody
     * @return the statement for others
     */
    Optional<String> revoke(String name, String reason, Optional<String> by, Passwords passwords);

    /**
     * One key is followed by another: who trusts the first trusts the second from now on.
     *
     * @return the statement for others
     */
    String rotate(String from, String to, Passwords passwords);

    /** What is asked of a catalog's packages. */
    record Policy(TrustMode mode, boolean firstUse) {}

    Policy policy(String catalog);

    void setPolicy(String catalog, Policy policy);
}
