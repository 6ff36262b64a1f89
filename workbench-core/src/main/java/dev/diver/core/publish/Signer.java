package dev.diver.core.publish;

import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.catalog.trust.Succession;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.job.Cancellation;
import java.time.Clock;
import java.util.List;

/** A secret key that is open, with what leads to it from keys that others may have pinned. For one thread. */
final class Signer implements AutoCloseable {
    private final SecretKey key;
    private final List<Succession> statements;
    private final Clock clock;

    private Signer(SecretKey key, List<Succession> statements, Clock clock) {
        this.key = key;
        this.statements = statements;
        this.clock = clock;
    }

    /** Asks for its password where it has one. */
    static Signer open(String name, SecretKeys keys, CatalogTrust trust, Passwords passwords, Clock clock) {
        var key = keys.open(name, passwords);
        return new Signer(key, trust.leadingTo(key.publicKey()), clock);
    }

    PublicKey publicKey() {
        return key.publicKey();
    }

    SecretKey secret() {
        return key;
    }

    List<Succession> statements() {
        return statements;
    }

    /**
     * Lays a signature beside a manifest, unless this key has signed it already.
     *
     * @param what names it to a person
     */
    void sign(Target target, Descriptor subject, String what, Cancellation cancellation) {
        var signatures = new RegistrySignatures(target.registry());
        var message = subject.digest().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var isThere = signatures.find(target.repository(), subject.digest(), cancellation).stream()
                .anyMatch(found -> KeyOwners.fits(found, key.publicKey(), message));
        if (!isThere) {
            signatures.put(
                    target.repository(),
                    subject,
                    RegistrySignatures.sign(key, subject.digest(), what, clock.instant()),
                    key.publicKey(),
                    statements,
                    cancellation);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
