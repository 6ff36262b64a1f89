package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a person has, as they were at one moment.
 *
 * @param keys no two of which have one number
 * @param successions those that were taken before
 */
public record KeyRing(List<NamedKey> keys, List<Revoked> revoked, List<Succession> successions) {
    public static final KeyRing EMPTY = new KeyRing(List.of(), List.of(), List.of());

    public KeyRing {
        keys = List.copyOf(keys);
        revoked = List.copyOf(revoked);
        successions = List.copyOf(successions);
    }

    public Optional<NamedKey> find(KeyId id) {
        return keys.stream().filter(key -> key.key().id().equals(id)).findFirst();
    }

    public Optional<NamedKey> find(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    public Optional<Revoked> revocation(PublicKey key) {
        return revoked.stream().filter(one -> one.is(key)).findFirst();
    }

    boolean isGood(PublicKey key) {
        return revocation(key).isEmpty();
    }
}
