package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.kernel.KernelReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds packages of a catalog by words, tags and names, without reading the catalog. Thread-safe. */
public interface CatalogIndex extends AutoCloseable {
    /**
     * Makes the index again unless it was made of the same state of the catalog.
     *
     * @param stamp changes with the catalog
     * @param catalog gives each descriptor of the catalog to the consumer
     */
    void update(String stamp, Consumer<Consumer<Descriptor>> catalog);

    /** @param pulled references, as text, of what is in the store */
    SearchResult search(CatalogQuery query, Set<String> pulled);

    /** All packages of a name, in no order. */
    List<Descriptor> named(String name);

    /** The package with a manifest's digest. */
    Optional<Descriptor> digest(String digest);

    /** The references that are nearest to one that does not exist, nearest first. */
    List<KernelReference> nearest(KernelReference reference, int limit);

    @Override
    void close();
}
