package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A key that is trusted no longer, whatever it signed and when: who stole it can put any date on a signature.
 *
 * @param exactly the very key; absent where only its number is known
 */
public record Revoked(KeyId id, Optional<PublicKey> exactly, LocalDate since, String reason) {
    boolean is(PublicKey key) {
        return id.equals(key.id()) && exactly.map(key::equals).orElse(true);
    }
}
