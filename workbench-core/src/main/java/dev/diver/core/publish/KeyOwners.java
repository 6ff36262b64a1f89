package dev.diver.core.publish;

import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.FoundSignature;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.Succession;
import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose a name is: of the keys that have signed its first signed version, and of those that follow them. Who may write to a
 * registry can get around this; what others pull is judged by the keys that they have pinned.
 */
final class KeyOwners {
    /** Versions that are looked at, oldest first: a name that has so many without a signature has no owner. */
    private static final int MOST = 50;

    private final Target target;

    KeyOwners(Target target) {
        this.target = target;
    }

    /**
     * Whether this signer may publish another version.
     *
     * @param signer absent for none
     * @throws DiverException UNTRUSTED where the name is another's
     */
    void require(Optional<Signer> signer, Cancellation cancellation) {
        var owners = owners(cancellation);
        if (owners.isEmpty() || signer.filter(one -> isOne(one, owners)).isPresent()) {
            return;
        }
        var ids =
                owners.stream().map(PublicKey::id).map(KeyId::toString).sorted().collect(Collectors.joining(", "));
        throw new DiverException(
                Problem.Kind.UNTRUSTED,
                target.catalog().name() + "/" + target.name() + " belongs to another key.",
                "Its first signed version was signed by " + ids + "; "
                        + signer.map(one -> "this one would be by "
                                        + one.publicKey().id() + ", which does not follow it.")
                                .orElse("this one would not be signed."),
                signer.isPresent()
                        ? "Sign with that key, or let it be followed by yours (diver key rotate). Or publish under another name."
                        : "Sign with that key: --sign KEY. Or publish under another name.");
    }

    private static boolean isOne(Signer signer, Set<PublicKey> owners) {
        var good = new HashSet<>(owners);
        // Statements lead backwards from the signer's key, in any order.
        for (var round = 0; round <= signer.statements().size(); round++) {
            for (Succession one : signer.statements()) {
                if (good.contains(one.from())) {
                    good.add(one.to());
                }
            }
        }
        return good.contains(signer.publicKey());
    }

    private Set<PublicKey> owners(Cancellation cancellation) {
        var versions = target.registry().tags(target.repository(), cancellation).stream()
                .filter(VersionTags::isVersion)
                .sorted(new VersionOrder())
                .limit(MOST)
                .toList();
        for (var version : versions) {
            var found = target.find(version, cancellation)
                    .map(stored -> signers(stored.descriptor().digest(), cancellation))
                    .orElse(Set.of());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Set.of();
    }

    private Set<PublicKey> signers(Digest digest, Cancellation cancellation) {
        return signers(
                new RegistrySignatures(target.registry()).find(target.repository(), digest, cancellation), digest);
    }

    /** Keys whose signatures are valid. */
    static Set<PublicKey> signers(List<FoundSignature> signatures, Digest digest) {
        var message = digest.toString().getBytes(StandardCharsets.UTF_8);
        return signatures.stream()
                .flatMap(found -> key(found).stream().filter(key -> fits(found, key, message)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<PublicKey> key(FoundSignature found) {
        try {
            return Optional.of(new PublicKey(found.offered()));
        } catch (DiverException none) {
            return Optional.empty();
        }
    }

    static boolean fits(FoundSignature found, PublicKey key, byte[] message) {
        try {
            return Signature.parse(found.text()).fits(key, message);
        } catch (DiverException none) {
            return false;
        }
    }
}
