package dev.diver.core.catalog.search;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.util.function.Consumer;

/** Changes to one catalog's packages in the index; nobody sees them before all are made. For one thread. */
public interface CatalogEdit {
    /** As it is now: another process may have changed it since one looked. */
    String state();

    /** What {@link CatalogIndex#state} tells from now on. */
    void keep(String state);

    /**
     * Adds a package, or puts it in the place of the one that has its reference; one without is none of ours.
     *
     * @param group what is removed together, see {@link #removeGroup}
     */
    void put(String group, Descriptor descriptor) throws IOException;

    void remove(KernelReference reference) throws IOException;

    void removeGroup(String group) throws IOException;

    /** Removes all of the catalog. */
    void clear() throws IOException;

    /** These, and no others, in the empty group; those that are there already are left alone. */
    void replace(Consumer<Consumer<Descriptor>> packages) throws IOException;
}
