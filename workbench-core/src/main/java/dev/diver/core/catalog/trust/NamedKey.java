package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.PublicKey;

/** A key of the ring. */
public record NamedKey(String name, PublicKey key) {}
