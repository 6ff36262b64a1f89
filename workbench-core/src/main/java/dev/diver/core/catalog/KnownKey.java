package dev.diver.core.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A key that packages are signed with, or that their signatures are checked with.
 *
 * @param id 16 hexadecimal digits
 * @param key the public key, as minisign takes it with {@code -P}
 * @param catalogs for which it is pinned
 */
public record KnownKey(
        String name, String id, String key, Secret secret, List<String> catalogs, Optional<Revoked> revoked) {

    /** What signing with it takes. */
    public enum Secret {
        /** It is another's. */
        NONE,
        /** A password. */
        ENCRYPTED,
        /** Nothing. */
        UNENCRYPTED
    }

    /** It is trusted no longer. */
    public record Revoked(LocalDate since, String reason) {}

    public KnownKey {
        catalogs = List.copyOf(catalogs);
    }
}
