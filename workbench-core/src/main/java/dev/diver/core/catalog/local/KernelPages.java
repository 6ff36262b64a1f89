package dev.diver.core.catalog.local;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.PackagedFile;
import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts together what a page about a kernel shows. Thread-safe; reads files. */
final class KernelPages {
    /** Of a kernel's files; a page of more is none that a person reads. */
    private static final int MOST_FILES = 10_000;

    private static final Comparator<CatalogEntry> NEWEST_FIRST = Comparator.comparing(
                    CatalogEntry::version, new VersionOrder())
            .reversed()
            .thenComparing(CatalogEntry::configuration);

    private final CatalogIndex index;
    private final Store store;
    private final References references;

    KernelPages(CatalogIndex index, Store store, References references) {
        this.index = index;
        this.store = store;
        this.references = references;
    }

    /**
     * What a page is made of.
     *
     * @param descriptor of the package, as catalog or store has it
     * @param evidence of others
     */
    record Material(
            Descriptor descriptor,
            ImageManifest image,
            KernelManifest manifest,
            Vouched vouched,
            String signer,
            List<Evidence> evidence) {

        static Material embedded(Descriptor descriptor, ImageManifest image, KernelManifest manifest) {
            return new Material(
                    descriptor,
                    image,
                    manifest,
                    new Vouched(Vouched.State.EMBEDDED, "It is of the embedded catalog, on this machine."),
                    "",
                    List.of());
        }
    }

    /** @param reference by which it was asked for */
    KernelDetails page(KernelReference reference, Material from) {
        var descriptor = from.descriptor();
        var pulled = store.pulledFrom(descriptor)
                .or(() -> store.find(descriptor.digest().toString()));
        var entry = KernelAnnotations.entry(descriptor, pulled.isPresent())
                .orElseGet(() -> nameless(reference, descriptor, from.manifest()));
        return new KernelDetails(
                entry,
                from.manifest(),
                from.image().blobs().mapToLong(Descriptor::size).sum(),
                pulled.map(here -> files(here, from.manifest())).orElseGet(() -> listed(from.manifest())),
                versions(entry),
                yankedVersions(entry),
                from.vouched(),
                evidence(from),
                yanked(descriptor, entry.ref()),
                RegistryKernels.has(entry.ref()) ? references.alike(entry.ref()) : List.of());
    }

    /** As the index says: a manifest never changes. */
    private Optional<String> yanked(Descriptor descriptor, KernelReference reference) {
        return index.digest(reference.catalog(), descriptor.digest().toString())
                .map(found -> found.annotation(IndexAnnotations.YANKED))
                .filter(why -> !why.isEmpty());
    }

    /** One that lost its name to a newer one is still here under its digest. */
    private static CatalogEntry nameless(KernelReference reference, Descriptor descriptor, KernelManifest manifest) {
        return new CatalogEntry(
                new KernelReference(
                        reference.catalog(),
                        manifest.name(),
                        manifest.tag(),
                        descriptor.digest().toString()),
                manifest.family(),
                manifest.version(),
                manifest.configuration(),
                manifest.summary(),
                manifest.tags(),
                manifest.modes(),
                descriptor.digest().toString(),
                true);
    }

    private List<CatalogEntry> versions(CatalogEntry of) {
        var reference = of.ref();
        var pulled = store.references();
        var all = new LinkedHashMap<KernelReference, CatalogEntry>();
        Stream.concat(
                        index.named(reference.catalog(), reference.name()).stream()
                                .filter(found -> !IndexAnnotations.isYanked(found)),
                        store.all().stream().filter(found -> isNamed(found, reference)))
                .flatMap(found -> KernelAnnotations.entry(found, false).stream())
                .forEach(found -> all.putIfAbsent(found.ref(), withPulled(found, pulled)));
        all.putIfAbsent(reference, of);
        return all.values().stream().sorted(NEWEST_FIRST).toList();
    }

    private List<CatalogEntry> yankedVersions(CatalogEntry of) {
        var reference = of.ref();
        var pulled = store.references();
        return index.named(reference.catalog(), reference.name()).stream()
                .filter(IndexAnnotations::isYanked)
                .flatMap(found -> KernelAnnotations.entry(found, false).stream())
                .filter(found -> !found.ref().equals(reference))
                .map(found -> withPulled(found, pulled))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static CatalogEntry withPulled(CatalogEntry entry, Set<String> pulled) {
        return new CatalogEntry(
                entry.ref(),
                entry.family(),
                entry.version(),
                entry.configuration(),
                entry.summary(),
                entry.tags(),
                entry.modes(),
                entry.digest(),
                pulled.contains(entry.ref().toString()));
    }

    private static boolean isNamed(Descriptor found, KernelReference wanted) {
        return KernelAnnotations.reference(found)
                .filter(name ->
                        name.catalog().equals(wanted.catalog()) && name.name().equals(wanted.name()))
                .isPresent();
    }

    private static List<Evidence> evidence(Material from) {
        var own = from.manifest().verified().stream()
                .flatMap(seen ->
                        EvidenceFormat.of(seen.vmm(), seen.version(), seen.result(), seen.date(), "", from.signer())
                                .stream());
        return Stream.concat(own, from.evidence().stream()).toList();
    }

    private static List<PackagedFile> listed(KernelManifest manifest) {
        return manifest.artifacts().stream()
                .map(one -> new PackagedFile(one.path(), one.role(), PackagedFile.UNKNOWN))
                .toList();
    }

    /** Unpacks nothing for the sake of a page. */
    private List<PackagedFile> files(Descriptor pulled, KernelManifest manifest) {
        var root = store.directory(pulled);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return listed(manifest);
        }
        return store.manifest(pulled).artifacts().stream()
                .flatMap(artifact -> below(root, artifact).stream())
                .limit(MOST_FILES)
                .toList();
    }

    private static List<PackagedFile> below(Path root, Artifact artifact) {
        try (var walk = Files.walk(root.resolve(artifact.path()))) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES)
                    .sorted()
                    .map(file -> new PackagedFile(
                            root.relativize(file).toString(),
                            artifact.role(),
                            file.toFile().length()))
                    .toList();
        } catch (IOException e) {
            throw Trouble.of("Listing the files of a kernel", root, e);
        }
    }
}
