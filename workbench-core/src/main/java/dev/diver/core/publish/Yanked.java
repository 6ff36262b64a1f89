package dev.diver.core.publish;

import dev.diver.core.kernel.KernelReference;

/**
 * @param ref what was hidden or shown again
 * @param digest of its manifest, {@code sha256:…}: with it, it can still be pulled
 * @param yanked whether it is hidden now
 */
public record Yanked(KernelReference ref, String digest, boolean yanked, String reason) {}
