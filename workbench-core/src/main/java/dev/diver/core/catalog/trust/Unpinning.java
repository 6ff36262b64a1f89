package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Optional;

/**
 * That a key of the ring is trusted for a catalog no longer.
 *
 * @param left the catalog's policy then
 * @param before the key that stays trusted there and that this one follows; absent for none
 */
record Unpinning(TrustPolicy left, Optional<NamedKey> before) {

    /** @throws DiverException NOT_FOUND where it is not trusted there */
    static Unpinning of(KeyFolder.Reading reading, NamedKey key, String catalog) {
        var policy = reading.policy(catalog);
        if (!policy.pinned().contains(key.key().id())) {
            var trusting = reading.state().pinning(key.key().id());
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    key.name() + " is not trusted for " + catalog + ".",
                    "It is trusted for " + (trusting.isEmpty() ? "no catalog" : String.join(", ", trusting)) + ".",
                    "");
        }
        var left = policy.without(key.key().id());
        var ring = reading.ring();
        var successions = new Successions(ring.successions());
        return new Unpinning(
                left,
                left.pinned().stream()
                        .flatMap(id -> ring.find(id).stream())
                        .filter(other -> successions
                                .way(other.key(), key.key(), ring::isGood)
                                .isPresent())
                        .findFirst());
    }

    /** What follows. */
    String words() {
        if (left.mode() == TrustMode.OFF) {
            return "Nobody looks at signatures there, whatever keys are trusted.";
        }
        if (before.isPresent()) {
            return "It follows " + before.get().name()
                    + ", which stays trusted there: its next signature makes it trusted again. Revoke it if that must not be.";
        }
        if (left.pinned().isEmpty() && left.firstUse()) {
            return "No key is trusted there then: the first that signs there next will be, be it this one again.";
        }
        return "What it signed is "
                + (left.mode() == TrustMode.REQUIRE ? "refused there." : "taken there with a warning.");
    }
}
