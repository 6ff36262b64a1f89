package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;

/** Takes into the ring what keys say about keys. */
final class Statements {
    private final KeyFolder folder;

    Statements(KeyFolder folder) {
        this.folder = folder;
    }

    /** Words about what was taken. */
    String take(String text) {
        var kind = SignedText.parse(text).field("kind");
        return switch (kind) {
            case Succession.KIND -> take(Succession.parse(text));
            case Revocation.KIND -> take(Revocation.parse(text));
            default -> throw SignedText.wrong("It is not about keys.");
        };
    }

    String take(Succession succession) {
        return folder.changing(() -> {
            var reading = folder.read();
            var ring = reading.ring();
            var from = known(ring, succession.from());
            requireGood(ring, succession.from());
            requireGood(ring, succession.to());
            if (new Successions(ring.successions())
                    .way(succession.to(), succession.from(), key -> true)
                    .isPresent()) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "This statement goes in a circle.",
                        succession.from().id() + " has itself followed "
                                + succession.to().id() + ".",
                        "Make a new key for it: diver key new NAME.");
            }
            var there = ring.find(succession.to().id());
            if (there.isPresent() && !there.get().key().equals(succession.to())) {
                throw sameNumber(there.get());
            }
            var name = there.map(NamedKey::name).orElseGet(() -> folder.freeName(from.name()));
            if (there.isEmpty()) {
                folder.write(name, succession.to());
            }
            var catalogs = reading.state().pinning(succession.from().id());
            var state = reading.state().taking(List.of(succession));
            for (var catalog : catalogs) {
                state = state.with(
                        catalog,
                        state.catalogs().get(catalog).pinning(succession.to().id()));
            }
            folder.write(state);
            return from.name() + " (" + succession.from().id() + ") is followed by " + name + " ("
                    + succession.to().id() + ")"
                    + (catalogs.isEmpty() ? "." : ", which is trusted for " + String.join(", ", catalogs) + " too.");
        });
    }

    String take(Revocation revocation) {
        return folder.changing(() -> {
            var ring = folder.read().ring();
            var key = known(ring, revocation.key());
            if (ring.revocation(revocation.key()).isPresent()) {
                return key.name() + " (" + revocation.key().id() + ") was revoked already.";
            }
            var isOwn = revocation.by().equals(revocation.key());
            if (!isOwn
                    && new Successions(ring.successions())
                            .way(revocation.key(), revocation.by(), ring::isGood)
                            .isEmpty()) {
                throw new DiverException(
                        Problem.Kind.UNTRUSTED,
                        "This revocation is not believed.",
                        revocation.by().id() + " has signed it, which has not followed "
                                + revocation.key().id() + ".",
                        "Take the statement first by which it follows (diver key add FILE), if there is one.");
            }
            folder.revoke(revocation.revoked());
            return key.name() + " (" + revocation.key().id() + ") is revoked: " + revocation.reason();
        });
    }

    /** Of keys that are not there, statements would only fill the ring. */
    private static NamedKey known(KeyRing ring, PublicKey key) {
        var there = ring.find(key.id());
        if (there.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "This statement is about a key that you do not have: " + key.id() + ".",
                    "",
                    "It changes nothing for you. diver key list shows which keys you have.");
        }
        if (!there.get().key().equals(key)) {
            throw sameNumber(there.get());
        }
        return there.get();
    }

    static DiverException sameNumber(NamedKey there) {
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                "This is another key with the number of " + there.name() + ".",
                "Numbers are chosen freely; somebody may have taken that one on purpose.",
                "Ask its owner. To use it instead: diver key remove " + there.name() + ", then add it again.");
    }

    private static void requireGood(KeyRing ring, PublicKey key) {
        ring.revocation(key).ifPresent(revoked -> {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    "The key " + key.id() + " was revoked: what it says about keys is not believed.",
                    "Revoked on " + revoked.since() + ": " + revoked.reason(),
                    "Get the publisher's new key from another place, then: diver key add FILE --catalog NAME.");
        });
    }
}
