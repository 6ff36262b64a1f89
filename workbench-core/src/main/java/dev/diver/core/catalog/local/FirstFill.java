package dev.diver.core.catalog.local;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fills the embedded catalog from the shipped assets, at the first start and whenever an asset has changed. */
final class FirstFill {
    /** The folder of the assets that a package of the catalog was made from. */
    private static final String ASSET = "dev.diver.asset";

    private final OciLayout catalog;
    private final PackageFormat format;
    private final OciJson json;
    private final Assets assets;

    FirstFill(OciLayout catalog, PackageFormat format, OciJson json, Assets assets) {
        this.catalog = catalog;
        this.format = format;
        this.json = json;
        this.assets = assets;
    }

    /** Changes with what is kept of a package beside its manifest, so that an earlier Diver's is made again. */
    private static final int FORM = 2;

    /** Folders and their fingerprints that the catalog was filled from. */
    private record Filled(int form, Map<String, String> folders) {}

    /** Returns why some kernels are not in the catalog, by the folder of the assets; empty where all are. */
    Map<String, Problem> fill(Progress progress, Cancellation cancellation) {
        try {
            var wanted = assets.fingerprints();
            if (wanted.equals(filled()) && catalog.exists()) {
                return Map.of();
            }
            // Only one process builds; the others wait and find it done.
            try (var lock = LockFile.acquire(catalog.root().resolve(".fill"), cancellation)) {
                return fill(wanted, new TreeMap<>(filled()), progress, cancellation);
            }
        } catch (IOException e) {
            throw Trouble.of("Filling the catalog", catalog.root(), e);
        }
    }

    /** Forgets what was filled, so that the next fill makes all of it again. */
    void forget() throws IOException {
        Files.deleteIfExists(stampFile());
    }

    private Map<String, Problem> fill(
            Map<String, String> wanted, Map<String, String> done, Progress progress, Cancellation cancellation)
            throws IOException {
        catalog.removeAbandoned();
        var problems = new TreeMap<String, Problem>();
        var number = 0;
        for (var folder : wanted.keySet()) {
            progress.report("filling the catalog: " + folder, number++, wanted.size());
            if (wanted.get(folder).equals(done.get(folder)) && catalog.exists()) {
                continue;
            }
            try {
                add(folder, cancellation);
                done.put(folder, wanted.get(folder));
            } catch (DiverException e) {
                if (e.problem().kind() == Problem.Kind.CANCELLED || e.problem().kind() == Problem.Kind.NO_SPACE) {
                    throw e;
                }
                problems.put(folder, e.problem());
                progress.report(
                        "not in the catalog: " + folder + ". " + e.problem().what());
            }
        }
        removeGone(wanted.keySet());
        done.keySet().retainAll(wanted.keySet());
        AtomicFiles.write(stampFile(), json.write(new Filled(FORM, done)));
        return problems;
    }

    private void add(String folder, Cancellation cancellation) throws IOException {
        try (var staging = catalog.stage()) {
            var added = new ArrayList<Descriptor>();
            for (var contents : assets.packages(folder, staging.scratch(), cancellation)) {
                var descriptor = format.write(contents, staging, cancellation);
                var annotations = new TreeMap<>(descriptor.annotations());
                annotations.put(ASSET, folder);
                added.add(descriptor.with(annotations));
            }
            catalog.commit(staging, before -> replaced(before, folder, added), cancellation);
        }
    }

    private static List<Descriptor> replaced(List<Descriptor> before, String folder, List<Descriptor> added) {
        var names = added.stream().map(KernelAnnotations::reference).collect(Collectors.toSet());
        var after = new ArrayList<>(before.stream()
                .filter(descriptor -> !descriptor.annotation(ASSET).equals(folder)
                        && !names.contains(KernelAnnotations.reference(descriptor)))
                .toList());
        after.addAll(added);
        return after;
    }

    private void removeGone(Set<String> folders) {
        var kept = new HashSet<>(folders);
        kept.add("");
        if (catalog.index().manifests().stream().anyMatch(one -> !kept.contains(one.annotation(ASSET)))) {
            catalog.change(before -> before.stream()
                    .filter(one -> kept.contains(one.annotation(ASSET)))
                    .toList());
        }
    }

    private Map<String, String> filled() throws IOException {
        if (!Files.exists(stampFile())) {
            return Map.of();
        }
        try {
            var filled = json.read(
                    Files.readAllBytes(stampFile()), Filled.class, stampFile().toString());
            return filled.form() == FORM && filled.folders() != null ? filled.folders() : Map.of();
        } catch (DiverException damaged) {
            return Map.of();
        }
    }

    private java.nio.file.Path stampFile() {
        return catalog.root().resolve("filled.json");
    }
}
