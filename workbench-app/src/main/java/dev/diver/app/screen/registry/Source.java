package dev.diver.app.screen.registry;

import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.SigningKeys.Policy;
import java.util.List;
import java.util.Optional;

/**
 * A catalog, as the view shows it.
 *
 * @param name of the catalog
 * @param known absent where its file is wrong
 * @param keys that are trusted for it
 */
record Source(String name, Optional<Registries.Known> known, Policy policy, List<KnownKey> keys) {
    Source {
        keys = List.copyOf(keys);
    }
}
