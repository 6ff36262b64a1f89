package dev.diver.core.publish;

import dev.diver.core.kernel.KernelReference;
import java.util.Optional;

/**
 * @param version with a catalog, and with a tag or a digest
 * @param reason for those who have it; may be empty
 * @param undo whether it is shown again
 * @param key what signs; absent for none
 */
public record YankOrder(KernelReference version, String reason, boolean undo, Optional<String> key) {}
