package dev.diver.core.catalog.trust;

import java.util.List;

/**
 * What a registry says that a publisher said of an index; nothing of it is believed yet.
 *
 * @param text as {@link IndexStatement} writes it
 * @param keys statements about keys, which may lead from one that is known to the one that signed
 */
public record FoundStatement(String text, List<String> keys) {
    public FoundStatement {
        keys = List.copyOf(keys);
    }
}
