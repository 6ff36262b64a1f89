package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.kernel.KernelReference;
import java.util.List;

/**
 * What a publisher changes in an index, at once.
 *
 * @param put packages as {@link dev.diver.core.catalog.packaging.IndexAnnotations#of} describes kernels, and
 *     {@link dev.diver.core.catalog.packaging.NetAnnotations#line} nets; each takes the place of
 *     the one that has its name and tag
 * @param removed references of those that are no more, with a tag; one that is not there is no error
 */
public record IndexChange(List<Descriptor> put, List<KernelReference> removed) {
    public IndexChange {
        put = List.copyOf(put);
        removed = List.copyOf(removed);
    }
}
