package dev.diver.core.catalog.store;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Staging;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The pulled packages: an OCI layout, and each package unpacked in the cache. Thread-safe. */
public final class Store {
    /** The digest of the catalog's package that one of the store was pulled from; they differ for Debian's kernels. */
    private static final String ORIGIN = "dev.diver.origin";

    private final OciLayout layout;
    private final PackageFormat format;
    private final Path unpacked;
    private final Set<Descriptor> verified = ConcurrentHashMap.newKeySet();

    /** @param unpacked the directory in the cache that packages are unpacked in */
    public Store(OciLayout layout, PackageFormat format, Path unpacked) {
        this.layout = layout;
        this.format = format;
        this.unpacked = unpacked;
    }

    /** The person's own; any number of them may be made. */
    public static Store of(DiverHome home, OciJson json, PackageFormat format) {
        return new Store(
                new OciLayout(home.data().resolve("store"), json),
                format,
                home.cache().resolve("kernels"));
    }

    public OciLayout layout() {
        return layout;
    }

    public List<Descriptor> all() {
        return layout.index().manifests();
    }

    /** References, as text, of what is here. */
    public Set<String> references() {
        return all().stream()
                .flatMap(descriptor -> KernelAnnotations.reference(descriptor).stream())
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** References, as text, of what is here with one of these digests. */
    public Set<String> references(Set<String> digests) {
        return all().stream()
                .filter(descriptor -> digests.contains(descriptor.digest().toString()))
                .flatMap(descriptor -> KernelAnnotations.reference(descriptor).stream())
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** By the store's digest or by the digest of the catalog's package. */
    public Optional<Descriptor> find(String digest) {
        return all().stream()
                .filter(descriptor -> descriptor.digest().toString().equals(digest))
                .findFirst();
    }

    /** What was pulled from a package of the catalog. */
    public Optional<Descriptor> pulledFrom(Descriptor catalogs) {
        return all().stream()
                .filter(descriptor -> origin(descriptor)
                                .equals(catalogs.digest().toString())
                        && KernelAnnotations.reference(descriptor).equals(KernelAnnotations.reference(catalogs)))
                .findFirst();
    }

    private static String origin(Descriptor descriptor) {
        return descriptor.annotation(ORIGIN);
    }

    /** Makes a staged package part of the store. One of the same name keeps its digest but loses the name. */
    public Descriptor commit(Staging staging, Descriptor staged, Descriptor origin, Cancellation cancellation) {
        var annotations = new TreeMap<>(staged.annotations());
        annotations.put(ORIGIN, origin.digest().toString());
        var added = staged.with(annotations);
        var reference = KernelAnnotations.reference(added);
        layout.commit(
                staging,
                before -> {
                    var after = new ArrayList<Descriptor>();
                    for (var descriptor : before) {
                        if (!descriptor.digest().equals(added.digest())) {
                            // A net may be locked to it.
                            after.add(
                                    KernelAnnotations.reference(descriptor).equals(reference)
                                            ? descriptor.with(Map.of())
                                            : descriptor);
                        }
                    }
                    after.add(added);
                    return after;
                },
                cancellation);
        return added;
    }

    public void remove(Set<Descriptor> unwanted) {
        layout.change(before -> before.stream()
                .filter(descriptor -> !unwanted.contains(descriptor))
                .toList());
        unwanted.forEach(descriptor -> Folders.delete(directory(descriptor)));
        verified.removeAll(unwanted);
    }

    public KernelManifest manifest(Descriptor descriptor) {
        return format.manifest(layout, descriptor);
    }

    /** The package's files; unpacks and verifies where that was not done yet. */
    public PulledKernel open(Descriptor descriptor, Cancellation cancellation) {
        var manifest = manifest(descriptor);
        var directory = directory(descriptor);
        try {
            if (!Files.isDirectory(directory)) {
                unpack(descriptor, directory, cancellation);
                verified.add(descriptor);
            }
            if (!verified.contains(descriptor)) {
                // Once in a process: somebody may have changed a file since it was unpacked.
                PackageFormat.verify(manifest, directory);
                verified.add(descriptor);
            }
            return new PulledKernel(manifest, descriptor.digest().toString(), directory);
        } catch (IOException e) {
            throw Trouble.of("Unpacking " + manifest.reference(), unpacked, e);
        }
    }

    public Path directory(Descriptor descriptor) {
        return unpacked.resolve(descriptor.digest().hex());
    }

    private void unpack(Descriptor descriptor, Path directory, Cancellation cancellation) throws IOException {
        Files.createDirectories(unpacked);
        var staged = Files.createTempDirectory(unpacked, "new");
        try {
            format.unpack(layout, descriptor, staged, cancellation);
            Files.move(staged, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process may have unpacked the same bytes at the same time.
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        } finally {
            Folders.delete(staged);
        }
    }
}
