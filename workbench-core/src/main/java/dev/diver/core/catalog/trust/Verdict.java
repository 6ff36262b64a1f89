package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import java.util.List;

/** What signatures say about one digest. */
public sealed interface Verdict {

    /** The policy tells not to look. */
    record Unchecked() implements Verdict {}

    /** @param comment what the signer says with it, fit to be shown */
    record Trusted(NamedKey key, String comment) implements Verdict {}

    /**
     * A key that is trusted has named the one that signed as its successor.
     *
     * @param way from the key that is pinned to the one that signed
     */
    record Followed(NamedKey pinned, List<Succession> way, String comment) implements Verdict {
        public Followed {
            way = List.copyOf(way);
        }

        public PublicKey key() {
            return way.getLast().to();
        }
    }

    /** No key was pinned, and this one is now. */
    record FirstUse(PublicKey key, String comment) implements Verdict {}

    /** Nobody has signed. */
    record Unsigned() implements Verdict {}

    /** @param keys that have signed, or say so, and are not pinned for this catalog */
    record UnknownKey(List<KeyId> keys) implements Verdict {
        public UnknownKey {
            keys = List.copyOf(keys);
        }
    }

    /** Only keys that were revoked have signed. */
    record RevokedKey(Revoked revoked, String name) implements Verdict {}

    /** Signatures are there, and none of them is one of this digest. */
    record Wrong(List<String> why) implements Verdict {
        public Wrong {
            why = List.copyOf(why);
        }
    }
}
