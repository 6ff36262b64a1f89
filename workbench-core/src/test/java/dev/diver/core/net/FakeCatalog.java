package dev.diver.core.net;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogHealth;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A store with one kernel; counts how often it is asked to pull, which is what may touch a network. */
public final class FakeCatalog implements Catalog {
    private final Path root;
    private String digest = "sha256:" + "a".repeat(64);
    private boolean here = true;
    private int pulls;

    public FakeCatalog(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("sdk/include"));
        Files.createDirectories(root.resolve("symbols"));
        Files.writeString(root.resolve("sdk/include/kernel.h"), "#define KERNEL 1\n");
        Files.writeString(root.resolve("symbols/kernel.elf"), "symbols");
    }

    int pulls() {
        return pulls;
    }

    void become(String newDigest, boolean isHere) {
        digest = newDigest;
        here = isHere;
    }

    private static KernelManifest manifest() {
        return new KernelManifestFormat().read("""
                        {"name": "tiny", "version": "1.0", "configuration": "", "default": true, "family": "tiny",
                         "summary": "Tiny", "licence": "Apache-2.0", "architecture": "amd64", "tags": [],
                         "modes": ["vm"], "artifacts": [{"role": "sdk", "path": "sdk"}],
                         "boot": [{"protocol": "pvh"}], "app": {"model": "relink", "template": "plain"}}
                        """.getBytes(StandardCharsets.UTF_8), "test");
    }

    @Override
    public NetSearchResult nets(CatalogQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NetDetails net(KernelReference reference, Cancellation cancellation) {
        throw new UnsupportedOperationException();
    }

    private PulledKernel kernel() {
        return new PulledKernel(manifest(), digest, root);
    }

    @Override
    public PulledKernel pull(KernelReference reference, Progress progress, Cancellation cancellation) {
        pulls++;
        cancellation.check();
        if (!reference.name().equals("tiny")) {
            throw new DiverException(Problem.Kind.NOT_FOUND, "The catalog has no kernel " + reference + ".", "", "");
        }
        return kernel();
    }

    @Override
    public Optional<PulledKernel> pulled(String wanted) {
        return Optional.of(kernel()).filter(kernel -> here && kernel.digest().equals(wanted));
    }

    @Override
    public KernelManifest show(KernelReference reference) {
        return manifest();
    }

    @Override
    public void open(Progress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SearchResult search(CatalogQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CatalogEntry entry(KernelReference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KernelDetails details(KernelReference reference, Cancellation cancellation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PulledKernel add(KernelPackage contents, Progress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(KernelReference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CatalogHealth check(boolean repair, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
