package dev.diver.core.importer;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What was found in a source, until it is packaged or given up. */
final class FoundImport implements KernelImporter.Opened {
    private final Catalog catalog;
    private final Path work;
    private final KernelImporter.Proposal proposal;
    private final Map<String, Path> files;

    /**
     * @param work deleted when it is closed
     * @param files by artifact's path; with the path "" the directory that holds all of them as they are
     */
    FoundImport(Catalog catalog, Path work, KernelImporter.Proposal proposal, Map<String, Path> files) {
        this.catalog = catalog;
        this.work = work;
        this.proposal = proposal;
        this.files = Map.copyOf(files);
    }

    @Override
    public KernelImporter.Proposal proposal() {
        return proposal;
    }

    @Override
    public PulledKernel add(KernelManifest manifest, Progress progress, Cancellation cancellation) {
        var whole = files.get("");
        if (whole != null) {
            return catalog.add(new KernelPackage(manifest, whole), progress, cancellation);
        }
        var root = work.resolve("package");
        try {
            Folders.delete(root);
            Files.createDirectories(root);
            for (var artifact : manifest.artifacts()) {
                cancellation.check();
                progress.report("copying " + artifact.path());
                copy(artifact.path(), root);
            }
            return catalog.add(new KernelPackage(manifest, root), progress, cancellation);
        } catch (IOException e) {
            throw Sources.unreadable(manifest.reference().toString(), e);
        }
    }

    private void copy(String path, Path root) throws IOException {
        var file = files.get(path);
        var place = root.resolve(path).normalize();
        if (file == null || !place.startsWith(root)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The manifest names " + path + ", which the import did not find.",
                    "There are " + String.join(", ", files.keySet()) + ".",
                    "Leave the artifacts as they were proposed, or import a directory with a kernel.json.");
        }
        Files.createDirectories(place.getParent());
        if (Files.isDirectory(file)) {
            Folders.copy(file.toRealPath(), place);
        } else {
            Files.copy(file.toRealPath(), place);
        }
    }

    @Override
    public void close() {
        Folders.delete(work);
    }
}
