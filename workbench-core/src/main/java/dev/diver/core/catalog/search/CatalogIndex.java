package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds packages of all catalogs by words, tags and names, without reading the catalogs. Thread-safe. */
public interface CatalogIndex extends AutoCloseable {
    /**
     * Brings the embedded catalog's packages into the index unless they are there in the same state; what did not change is
     * left alone.
     *
     * @param stamp changes with the catalog
     * @param catalog gives each descriptor of the catalog to the consumer
     */
    void update(String stamp, Consumer<Consumer<Descriptor>> catalog);

    /** What was kept with a catalog's packages when they were last changed, by whatever process; empty where nothing was. */
    String state(String catalog);

    /**
     * Changes a catalog's packages, all at once or, where it fails, not at all. Other processes that want to change wait.
     *
     * @param catalog its name; empty for the embedded one
     */
    void change(String catalog, Change change, Cancellation cancellation);

    /** What is to be changed. */
    @FunctionalInterface
    interface Change {
        void apply(CatalogEdit edit) throws IOException;
    }

    /**
     * @param pulled references, as text, of what is in the store
     * @param ranHere those of them that ran well on this machine
     */
    SearchResult search(CatalogQuery query, Set<String> pulled, Set<String> ranHere);

    /** Where nobody asks what ran here. */
    default SearchResult search(CatalogQuery query, Set<String> pulled) {
        return search(query, pulled, Set.of());
    }

    /** Published nets, which {@link #search} does not find. */
    NetSearchResult nets(CatalogQuery query);

    /** All kernels of a name in a catalog, in no order. */
    List<Descriptor> named(String catalog, String name);

    /** All nets of a name in a catalog, in no order. */
    List<Descriptor> netsNamed(String catalog, String name);

    /** The kernel of a catalog with a manifest's digest. */
    Optional<Descriptor> digest(String catalog, String digest);

    /** The references that are nearest to one that does not exist, nearest first. */
    List<KernelReference> nearest(KernelReference reference, int limit);

    /** Kernels of all catalogs, without versions, whose names a person may take for this one's. */
    List<KernelReference> alike(KernelReference reference);

    @Override
    void close();
}
