package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Cancellation;

/**
 * Says of an index, before anybody sees it, that it is the publisher's: whoever takes it finds the statement there. May
 * be asked more than once, where others write at the same time.
 */
@FunctionalInterface
public interface IndexSeal {
    /** Nobody signs. */
    IndexSeal NONE = (name, index, root, cancellation) -> {};

    /**
     * @param name what the index calls its catalog
     * @param root the index's manifest
     */
    void seal(String name, IndexPublisher.Published index, Descriptor root, Cancellation cancellation);
}
