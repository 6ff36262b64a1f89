package dev.diver.core.catalog.trust;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.trust.minisign.KeyId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of a catalog's packages before anything of them is unpacked.
 *
 * @param pinned keys of the ring, any of which may have signed
 * @param firstUse whether the first key that is seen is pinned, while none is
 */
public record TrustPolicy(TrustMode mode, List<KeyId> pinned, boolean firstUse) {
    /** Of a catalog of which nothing was said. */
    public static final TrustPolicy USUAL = new TrustPolicy(TrustMode.WARN, List.of(), true);

    @JsonCreator
    public TrustPolicy {
        // A file without a mode was broken: the strictest is meant.
        mode = mode == null ? TrustMode.REQUIRE : mode;
        pinned = pinned == null ? List.of() : List.copyOf(pinned);
    }

    public TrustPolicy with(TrustMode newMode) {
        return new TrustPolicy(newMode, pinned, firstUse);
    }

    public TrustPolicy pinning(KeyId key) {
        return new TrustPolicy(
                mode, Stream.concat(pinned.stream(), Stream.of(key)).distinct().toList(), firstUse);
    }

    TrustPolicy withFirstUse(boolean newFirstUse) {
        return new TrustPolicy(mode, pinned, newFirstUse);
    }

    TrustPolicy without(KeyId key) {
        return new TrustPolicy(
                mode, pinned.stream().filter(other -> !other.equals(key)).toList(), firstUse);
    }
}
