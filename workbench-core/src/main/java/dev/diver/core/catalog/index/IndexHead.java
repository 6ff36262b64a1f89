package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Digest;
import java.time.Instant;

/**
 * What a registry says its index is, before anything of it is believed.
 *
 * @param catalog whose it is
 * @param version grows with each change
 * @param digest of its root, which is what is signed
 * @param known the version that this machine has; 0 for none
 */
public record IndexHead(String catalog, long version, Digest digest, Instant created, Instant expires, long known) {}
