package dev.diver.core.publish;

import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;

/**
 * A folder that was made of a kernel.
 *
 * @param kernel what it is called now, until its {@code kernel.json} says otherwise
 * @param from the kernel that it was made from, and its digest, {@code sha256:…}
 * @param trusted whether its scripts may run here
 */
public record Fork(Path directory, KernelReference kernel, KernelReference from, String digest, boolean trusted) {}
