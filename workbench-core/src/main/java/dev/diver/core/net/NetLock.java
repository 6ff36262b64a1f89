package dev.diver.core.net;

import dev.diver.core.kernel.KernelReference;

/**
 * What {@code net.lock} says: the very kernel that {@code net.toml}'s reference was resolved to.
 *
 * @param digest of the kernel package's manifest, {@code sha256:…}
 * @param registry where the kernel's catalog is, {@code HOST[:PORT][/PREFIX]}; empty for the embedded one, and in locks of
 *     earlier versions
 */
record NetLock(KernelReference kernel, String digest, String registry) {}
