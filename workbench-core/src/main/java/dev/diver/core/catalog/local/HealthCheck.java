package dev.diver.core.catalog.local;

import dev.diver.core.catalog.CatalogHealth;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.LayoutScan;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at each byte of catalog and store, and mends what it can. */
final class HealthCheck {
    private final OciLayout catalog;
    private final Store store;
    private final FirstFill fill;
    private final List<String> damage = new ArrayList<>();
    private final List<String> repaired = new ArrayList<>();

    HealthCheck(OciLayout catalog, Store store, FirstFill fill) {
        this.catalog = catalog;
        this.store = store;
        this.fill = fill;
    }

    CatalogHealth check(boolean repair, Progress progress) {
        try {
            index("catalog", catalog, repair);
            index("store", store.layout(), repair);
            var damagedEntries = packages("catalog", catalog, progress);
            var damagedKernels = packages("store", store.layout(), progress);
            var damagedFiles = unpacked(damagedKernels, progress);
            if (repair) {
                mend(damagedEntries, damagedKernels, damagedFiles);
            }
            return new CatalogHealth(
                    damage.isEmpty() || repair, count(catalog), count(store.layout()), damage, repaired);
        } catch (IOException e) {
            throw Trouble.of("Checking the catalog", catalog.root(), e);
        }
    }

    private void index(String where, OciLayout layout, boolean repair) throws IOException {
        try {
            layout.index();
        } catch (DiverException e) {
            damage.add("The " + where + "'s index is damaged: " + e.problem().why());
            if (repair) {
                var count = layout.rebuildIndex(descriptor -> descriptor);
                repaired.add("The " + where + "'s index was made again from " + count
                        + " whole packages; the old one is kept as index.json.damaged.");
                fill.forget();
            }
        }
    }

    private Set<Descriptor> packages(String where, OciLayout layout, Progress progress) {
        var damaged = new HashSet<Descriptor>();
        var scan = new LayoutScan(layout, new OciJson());
        var all = readable(layout);
        var number = 0;
        for (var descriptor : all) {
            progress.report("checking the " + where, number++, all.size());
            scan.damage(descriptor).ifPresent(why -> {
                damage.add(name(descriptor) + " in the " + where + ": " + why);
                damaged.add(descriptor);
            });
        }
        return damaged;
    }

    private Set<Descriptor> unpacked(Set<Descriptor> alreadyDamaged, Progress progress) {
        var damaged = new HashSet<Descriptor>();
        for (var descriptor : readable(store.layout())) {
            var directory = store.directory(descriptor);
            if (alreadyDamaged.contains(descriptor) || !Files.isDirectory(directory)) {
                continue;
            }
            progress.report("checking the files of " + name(descriptor));
            try {
                PackageFormat.verify(store.manifest(descriptor), directory);
            } catch (DiverException | IOException e) {
                damage.add(name(descriptor) + ", unpacked: "
                        + e.getMessage().lines().findFirst().orElse(""));
                damaged.add(descriptor);
            }
        }
        return damaged;
    }

    private void mend(Set<Descriptor> entries, Set<Descriptor> kernels, Set<Descriptor> files) throws IOException {
        removeWrongBlobs(catalog, entries);
        removeWrongBlobs(store.layout(), kernels);
        if (!entries.isEmpty()) {
            catalog.change(before ->
                    before.stream().filter(one -> !entries.contains(one)).toList());
            fill.forget();
            entries.forEach(
                    one -> repaired.add(name(one) + " was removed from the catalog; what ships with Diver is put"
                            + " there again, an imported kernel must be imported again."));
        }
        if (!kernels.isEmpty()) {
            store.remove(kernels);
            kernels.forEach(
                    one -> repaired.add(name(one) + " was removed from the store; diver pull brings it again."));
        }
        for (var one : files) {
            Folders.delete(store.directory(one));
            repaired.add(name(one) + " will be unpacked again from the store when it is used.");
        }
        catalog.removeAbandoned();
        store.layout().removeAbandoned();
    }

    /** A blob under a digest that is not its own would otherwise pass for present when the package is added again. */
    private static void removeWrongBlobs(OciLayout layout, Set<Descriptor> damaged) throws IOException {
        for (var descriptor : damaged) {
            Files.deleteIfExists(layout.blob(descriptor.digest()));
        }
    }

    private static List<Descriptor> readable(OciLayout layout) {
        try {
            return layout.index().manifests();
        } catch (DiverException damaged) {
            return List.of();
        }
    }

    private static int count(OciLayout layout) {
        return readable(layout).size();
    }

    private static String name(Descriptor descriptor) {
        return KernelAnnotations.reference(descriptor)
                .map(Object::toString)
                .orElse(descriptor.digest().toString());
    }
}
