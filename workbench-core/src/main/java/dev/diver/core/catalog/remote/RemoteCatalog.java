package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.registry.RegistryAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A registry that a person added as a catalog.
 *
 * @param name goes before the kernels' names; lower-case words joined by {@code -} and {@code _}
 * @param mirrors that have the same content, in the order in which they are asked
 * @param authority a file of certificates (PEM) that are taken beside the usual ones
 * @param updates whether the workbench brings its index without being told to
 */
public record RemoteCatalog(
        String name,
        RegistryAddress address,
        List<RegistryAddress> mirrors,
        Optional<Path> authority,
        boolean updates) {
    public RemoteCatalog {
        mirrors = List.copyOf(mirrors);
    }

    public RemoteCatalog(
            String name, RegistryAddress address, List<RegistryAddress> mirrors, Optional<Path> authority) {
        this(name, address, mirrors, authority, true);
    }

    RemoteCatalog updating(boolean wanted) {
        return new RemoteCatalog(name, address, mirrors, authority, wanted);
    }
}
