package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Digest;
import java.time.Instant;

/**
 * What an index says of itself, whoever wrote it.
 *
 * @param known the version that is here; 0 for none
 */
public record IndexClaim(Digest root, long version, Instant expires, long known) {}
