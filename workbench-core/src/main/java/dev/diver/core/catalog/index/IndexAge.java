package dev.diver.core.catalog.index;

import java.time.Instant;
import java.util.Optional;

/**
 * What is here of a catalog's index.
 *
 * @param version 0 where the registry had none
 * @param brought when it was asked for last, by this machine's clock
 * @param expires absent where the registry had none
 */
public record IndexAge(long version, Instant brought, Optional<Instant> expires) {}
