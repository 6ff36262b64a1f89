package dev.diver.core.publish;

import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param directory with a {@code kernel.json} or a {@code net.toml}
 * @param to with a catalog; its name and version hold, whatever the folder says. Without a version, the folder's own
 * @param key what signs: the name of one of the ring or a file; absent for none
 * @param dryRun whether all is done but what changes the registry
 */
public record PublishOrder(Path directory, KernelReference to, Optional<String> key, boolean dryRun) {}
