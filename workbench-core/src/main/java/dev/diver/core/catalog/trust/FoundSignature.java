package dev.diver.core.catalog.trust;

import java.util.List;

/**
 * What a registry says that somebody signed; nothing of it is believed yet.
 *
 * @param text as minisign writes it
 * @param offered the public key that is said to fit, or empty
 * @param statements about keys, which may lead from one that is known to that one
 */
public record FoundSignature(String text, String offered, List<String> statements) {
    public FoundSignature {
        statements = List.copyOf(statements);
    }
}
