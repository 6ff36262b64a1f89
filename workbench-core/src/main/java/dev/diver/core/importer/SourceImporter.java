package dev.diver.core.importer;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports files, build directories, repositories and images of other systems, as {@code assets/importers} tells them. */
public final class SourceImporter implements KernelImporter {
    private static final String MANIFEST = "kernel.json";

    private final DiverHome home;
    private final Catalog catalog;
    private final Sources sources;
    private final NeighbourTable neighbours;
    private final KernelManifestFormat manifests = new KernelManifestFormat();

    /** @param registries of which images are read */
    public SourceImporter(DiverHome home, Catalog catalog, RegistryPackages registries) {
        this.home = home;
        this.catalog = catalog;
        sources = new Sources(new OciImages(registries));
        neighbours = new NeighbourTable(home.assets().resolve("importers"));
    }

    @Override
    public Opened open(Source source, Progress progress, Cancellation cancellation) {
        Path work = null;
        try {
            Files.createDirectories(home.cache());
            work = Files.createTempDirectory(home.cache(), "import");
            var described = described(source, work);
            return described.isPresent() ? described.get() : found(source, work, progress, cancellation);
        } catch (IOException e) {
            abandon(work);
            throw Sources.unreadable(source.text(), e);
        } catch (RuntimeException e) {
            abandon(work);
            throw e;
        }
    }

    private static void abandon(Path work) {
        if (work != null) {
            Folders.delete(work);
        }
    }

    private Opened found(Source source, Path work, Progress progress, Cancellation cancellation) throws IOException {
        var contents = sources.read(source, work, progress, cancellation);
        var proposed = new Proposer(neighbours.all()).propose(contents, source.disk());
        return new FoundImport(catalog, work, proposed.proposal(), proposed.files());
    }

    /** A directory that says itself what it is. */
    private Optional<Opened> described(Source source, Path work) throws IOException {
        if (source.text().startsWith("oci:") || source.text().startsWith("capstan:")) {
            return Optional.empty();
        }
        var directory = Sources.path(source.text()).toAbsolutePath();
        var file = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(file) || Files.size(file) > KernelManifestFormat.LIMIT) {
            return Optional.empty();
        }
        var manifest = manifests.read(Files.readAllBytes(file), file.toString());
        var proposal = new Proposal(List.of(), Optional.of(manifest), "It is packaged as its kernel.json says.");
        return Optional.of(new FoundImport(catalog, work, proposal, Map.of("", directory)));
    }
}
