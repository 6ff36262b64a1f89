package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From policy, ring and signatures to a verdict; changes nothing. One signature by one trusted key is enough: whoever may
 * write to a registry can lay a wrong one beside it.
 */
final class Judge {
    private final TrustPolicy policy;
    private final KeyRing ring;
    private final byte[] message;

    private final List<String> wrong = new ArrayList<>();
    private boolean pinnedIsWrong;
    private final Set<KeyId> unknown = new LinkedHashSet<>();
    private final List<Verdict.RevokedKey> revoked = new ArrayList<>();
    private final Set<Verdict.FirstUse> first = new LinkedHashSet<>();

    private Judge(TrustPolicy policy, KeyRing ring, byte[] message) {
        this.policy = policy;
        this.ring = ring;
        this.message = message;
    }

    /** @param message what should have been signed */
    static Verdict judge(TrustPolicy policy, KeyRing ring, List<FoundSignature> found, byte[] message) {
        return new Judge(policy, ring, message).of(found);
    }

    private Verdict of(List<FoundSignature> found) {
        Optional<Verdict> followed = Optional.empty();
        for (var one : found) {
            var good = of(one);
            if (good.isPresent() && good.get() instanceof Verdict.Trusted) {
                return good.get();
            }
            followed = followed.or(() -> good);
        }
        return followed.orElseGet(this::otherwise);
    }

    private Verdict otherwise() {
        if (!revoked.isEmpty()) {
            return revoked.getFirst();
        }
        if (pinnedIsWrong) {
            return new Verdict.Wrong(wrong);
        }
        // Of several keys that nobody knows, a person chooses.
        var keys = first.stream().map(Verdict.FirstUse::key).distinct().count();
        if (keys == 1 && policy.firstUse() && policy.pinned().isEmpty()) {
            return first.iterator().next();
        }
        if (!unknown.isEmpty()) {
            return new Verdict.UnknownKey(List.copyOf(unknown));
        }
        return wrong.isEmpty() ? new Verdict.Unsigned() : new Verdict.Wrong(wrong);
    }

    /** A good verdict; what is not good is noted. */
    private Optional<Verdict> of(FoundSignature found) {
        Signature signature;
        try {
            signature = Signature.parse(found.text());
        } catch (DiverException e) {
            wrong.add(e.problem().why());
            return Optional.empty();
        }
        var known = ring.find(signature.key());
        return known.isPresent() && policy.pinned().contains(signature.key())
                ? ofPinned(known.get(), signature)
                : ofOther(known, signature, found);
    }

    private Optional<Verdict> ofPinned(NamedKey key, Signature signature) {
        if (!signature.fits(key.key(), message)) {
            pinnedIsWrong = true;
            wrong.add("The one of " + key.name() + " (" + key.key().id() + ") is of something else, or was changed.");
            return Optional.empty();
        }
        if (noteRevoked(key.key(), key.name())) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.Trusted(key, PlainText.brief(signature.trustedComment())));
    }

    private Optional<Verdict> ofOther(Optional<NamedKey> known, Signature signature, FoundSignature found) {
        var offered = known.map(NamedKey::key)
                .or(() -> offered(found))
                .filter(key -> key.id().equals(signature.key()));
        if (offered.isPresent() && !signature.fits(offered.get(), message)) {
            wrong.add("The one of " + signature.key() + " is of something else, or was changed.");
            return Optional.empty();
        }
        unknown.add(signature.key());
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        var key = offered.get();
        if (noteRevoked(key, known.map(NamedKey::name).orElse(key.id().toString()))) {
            return Optional.empty();
        }
        var comment = PlainText.brief(signature.trustedComment());
        first.add(new Verdict.FirstUse(key, comment));
        return following(key, found).map(way -> new Verdict.Followed(pinnedKey(way), way, comment));
    }

    private boolean noteRevoked(PublicKey key, String name) {
        var one = ring.revocation(key);
        one.ifPresent(found -> revoked.add(new Verdict.RevokedKey(found, name)));
        return one.isPresent();
    }

    private static Optional<PublicKey> offered(FoundSignature found) {
        try {
            return found.offered().isEmpty() ? Optional.empty() : Optional.of(new PublicKey(found.offered()));
        } catch (DiverException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<List<Succession>> following(PublicKey key, FoundSignature found) {
        var successions = Successions.of(ring.successions(), found.statements());
        return policy.pinned().stream()
                .flatMap(id -> ring.find(id).stream())
                .flatMap(pinned -> successions.way(pinned.key(), key, ring::isGood).stream())
                .findFirst();
    }

    private NamedKey pinnedKey(List<Succession> way) {
        return ring.find(way.getFirst().from().id()).orElseThrow();
    }
}
