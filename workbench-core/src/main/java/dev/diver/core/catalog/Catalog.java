package dev.diver.core.catalog;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.util.Optional;

/**
 * Where kernels and nets are found, and the local store that pulled ones are in. All methods may be called from any thread but
 * the screen's: they read files.
 */
public interface Catalog {

    /** Makes the catalog ready: the first start fills it from the shipped assets. Cheap when it is ready already. */
    void open(Progress progress, Cancellation cancellation);

    /** Ranked, tolerant of prefixes and typing errors, offline. */
    SearchResult search(CatalogQuery query);

    /**
     * Published nets, as {@link #search} finds kernels. What only kernels have narrows nothing: licence, what was pulled,
     * tested or ran here.
     */
    NetSearchResult nets(CatalogQuery query);

    /**
     * All about a published net. Asks its registry, also who vouches for it, and pins no key.
     *
     * @param reference with a catalog, and with a tag or a digest
     * @throws dev.diver.core.problem.DiverException NOT_FOUND; OFFLINE, NOT_ALLOWED; DAMAGED where it is no net; CANCELLED
     */
    NetDetails net(KernelReference reference, Cancellation cancellation);

    /**
     * The manifest that a reference names, of the catalog or of the store.
     *
     * @throws dev.diver.core.problem.DiverException NOT_FOUND with the nearest known reference
     */
    KernelManifest show(KernelReference reference);

    /** The entry that a reference names. */
    CatalogEntry entry(KernelReference reference);

    /**
     * All about a kernel, for a page of its own. Asks its registry, also who vouches for it, and pins no key; of one that
     * is pulled, what is here where the registry cannot be asked.
     *
     * @throws dev.diver.core.problem.DiverException as {@link #show}; CANCELLED
     */
    KernelDetails details(KernelReference reference, Cancellation cancellation);

    /** Brings a package into the store and unpacks it, verified; returns at once where it is there already. */
    PulledKernel pull(KernelReference reference, Progress progress, Cancellation cancellation);

    /** A package of the store by its manifest's digest; touches no network. */
    Optional<PulledKernel> pulled(String digest);

    /** Packages a kernel that somebody else built into catalog and store. */
    PulledKernel add(KernelPackage contents, Progress progress, Cancellation cancellation);

    /** Removes a package from the store; its catalog entry stays. */
    void remove(KernelReference reference);

    /** Checks every digest and size; {@code repair} removes what is damaged so that it can be pulled again. */
    CatalogHealth check(boolean repair, Progress progress);
}
