package dev.diver.core.catalog.local;

import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From what a person wrote to the package that it names. */
final class References {
    private static final int SUGGESTIONS = 3;
    private static final Comparator<Descriptor> NEWEST = Comparator.comparing(
            descriptor ->
                    KernelAnnotations.entry(descriptor, false).orElseThrow().version(),
            new VersionOrder());

    private final CatalogIndex index;
    private final Store store;

    References(CatalogIndex index, Store store) {
        this.index = index;
        this.store = store;
    }

    Optional<Descriptor> inCatalog(KernelReference reference) {
        if (!reference.digest().isEmpty()) {
            return index.digest(reference.catalog(), reference.digest()).filter(found -> isNamed(found, reference));
        }
        return choose(
                index.named(reference.catalog(), reference.name()).stream()
                        .filter(found -> !IndexAnnotations.isYanked(found)),
                reference);
    }

    /** What a reference without a digest means by the index of its catalog, with a tag. */
    Optional<KernelReference> indexed(KernelReference reference) {
        return inCatalog(reference).flatMap(KernelAnnotations::reference);
    }

    Optional<Descriptor> inStore(KernelReference reference) {
        if (!reference.digest().isEmpty()) {
            return store.find(reference.digest()).filter(found -> isNamed(found, reference));
        }
        return choose(store.all().stream().filter(found -> isNamed(found, reference)), reference);
    }

    /** Of the store and of all catalogs that are searched. */
    List<String> alike(KernelReference reference) {
        return Stream.concat(
                        index.alike(reference).stream(),
                        store.all().stream()
                                .flatMap(found -> KernelAnnotations.reference(found).stream())
                                .filter(other -> LookAlikes.are(reference, other)))
                .map(LookAlikes::named)
                .distinct()
                .sorted()
                .limit(SUGGESTIONS)
                .toList();
    }

    List<String> nearest(KernelReference reference) {
        return index.nearest(reference, SUGGESTIONS).stream()
                .map(KernelReference::toString)
                .toList();
    }

    /** A package that lost its name to a newer one is still found by its digest. */
    private static boolean isNamed(Descriptor found, KernelReference wanted) {
        var name = KernelAnnotations.reference(found);
        return name.isEmpty()
                ? !wanted.digest().isEmpty()
                : name.get().name().equals(wanted.name())
                        && name.get().catalog().equals(wanted.catalog());
    }

    /** The very tag; else the version's default configuration; without a tag, the newest version's. */
    private static Optional<Descriptor> choose(Stream<Descriptor> candidates, KernelReference wanted) {
        var all = candidates.toList();
        if (wanted.tag().isEmpty()) {
            return all.stream()
                    .filter(KernelAnnotations::isDefault)
                    .max(NEWEST)
                    .or(() -> all.stream().max(NEWEST));
        }
        return all.stream()
                .filter(found -> tag(found).equals(wanted.tag()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(found -> KernelAnnotations.isDefault(found)
                                && version(found).equals(wanted.tag()))
                        .findFirst());
    }

    private static String tag(Descriptor found) {
        return KernelAnnotations.reference(found).map(KernelReference::tag).orElse("");
    }

    private static String version(Descriptor found) {
        return KernelAnnotations.entry(found, false).orElseThrow().version();
    }
}
