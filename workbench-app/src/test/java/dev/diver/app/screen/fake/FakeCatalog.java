package dev.diver.app.screen.fake;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogHealth;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.PackagedFile;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

final class FakeCatalog implements Catalog {
    private final Map<String, KernelManifest> kernels =
            java.util.Collections.synchronizedMap(FakeKernels.byReference());
    private final Set<String> pulled = ConcurrentHashMap.newKeySet();
    private final FakePublishedNets nets = new FakePublishedNets();
    private final Path root;

    FakeCatalog(Path root) {
        this.root = root;
        pulled.add("linux:6.1-cloud");
    }

    @Override
    public void open(Progress progress, Cancellation cancellation) {
        progress.report("filling the catalog", 1, 1);
    }

    @Override
    public SearchResult search(CatalogQuery query) {
        var matching = List.copyOf(kernels.values()).stream()
                .map(manifest -> FakeKernels.entry(
                        manifest, pulled.contains(manifest.reference().toString())))
                .filter(entry -> matches(entry, query)
                        && (query.licences().isEmpty()
                                || query.licences().contains(show(entry.ref()).licence())))
                .toList();
        var tags = new TreeMap<String, Integer>();
        var families = new TreeMap<String, Integer>();
        var licences = new TreeMap<String, Integer>();
        for (var entry : matching) {
            entry.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum));
            families.merge(entry.family(), 1, Integer::sum);
            licences.merge(show(entry.ref()).licence(), 1, Integer::sum);
        }
        return new SearchResult(
                matching.stream().limit(query.limit()).toList(),
                matching.size(),
                tags,
                families,
                licences,
                java.util.Optional.empty());
    }

    @Override
    public NetSearchResult nets(CatalogQuery query) {
        return nets.search(query);
    }

    @Override
    public NetDetails net(KernelReference reference, Cancellation cancellation) {
        return nets.details(reference);
    }

    private static boolean matches(CatalogEntry entry, CatalogQuery query) {
        var text = entry.ref() + " " + entry.summary() + " " + entry.tags();
        return List.of(query.words().toLowerCase(java.util.Locale.ROOT).split(" ")).stream()
                        .allMatch(text.toLowerCase(java.util.Locale.ROOT)::contains)
                && entry.tags().containsAll(query.tags())
                && (query.families().isEmpty() || query.families().contains(entry.family()))
                && query.mode().map(entry.modes()::contains).orElse(true)
                && (!query.pulledOnly() || entry.pulled());
    }

    @Override
    public KernelManifest show(KernelReference reference) {
        return List.copyOf(kernels.values()).stream()
                .filter(manifest -> manifest.name().equals(reference.name())
                        && (reference.tag().isEmpty()
                                || manifest.tag().equals(reference.tag())
                                || (manifest.isDefault() && manifest.version().equals(reference.tag()))))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "There is no kernel " + reference + ".",
                        "",
                        "Did you mean snorkel:0.1.0?"));
    }

    @Override
    public CatalogEntry entry(KernelReference reference) {
        var manifest = show(reference);
        return FakeKernels.entry(manifest, pulled.contains(manifest.reference().toString()));
    }

    @Override
    public KernelDetails details(KernelReference reference, Cancellation cancellation) {
        var manifest = show(reference);
        return new KernelDetails(
                entry(reference),
                manifest,
                3 << 20,
                manifest.artifacts().stream()
                        .map(file -> new PackagedFile(file.path(), file.role(), 1 << 20))
                        .toList(),
                List.copyOf(kernels.values()).stream()
                        .filter(other -> other.name().equals(manifest.name()))
                        .map(other -> entry(other.reference()))
                        .toList(),
                List.of(),
                new Vouched(Vouched.State.EMBEDDED, "It is of the embedded catalog, on this machine."),
                List.of(new Evidence("qemu", "10.0.0", "boots", LocalDate.of(2026, 11, 1), "passed", "")),
                Optional.empty(),
                manifest.name().equals("ipxe") ? List.of("lab/1pxe") : List.of());
    }

    @Override
    public PulledKernel pull(KernelReference reference, Progress progress, Cancellation cancellation) {
        var manifest = show(reference);
        transfer(manifest, progress, cancellation);
        pulled.add(manifest.reference().toString());
        return new PulledKernel(manifest, FakeKernels.digest(manifest), root);
    }

    /** Of nautilus there is much, and nobody has signed it; ipxe cannot be had, and another looks like it. */
    private static void transfer(KernelManifest manifest, Progress progress, Cancellation cancellation) {
        var large = manifest.name().equals("nautilus");
        if (manifest.name().equals("ipxe")) {
            throw new DiverException(
                    Problem.Kind.OFFLINE,
                    "The registry of ipxe cannot be reached.",
                    "Connection refused.",
                    "Look at the network, then do it again.");
        }
        if (large) {
            progress.note("Warning: " + manifest.reference() + " is not signed.\nNobody vouches that it is what its"
                    + " publisher made.\nAsk its publisher to sign it.");
        }
        var steps = large ? 3000 : 10;
        for (var step = 0; step <= steps; step++) {
            cancellation.check();
            progress.report("pulling " + manifest.reference(), (long) step << 20, (long) steps << 20);
            Pause.millis(20);
        }
    }

    @Override
    public Optional<PulledKernel> pulled(String digest) {
        return List.copyOf(kernels.values()).stream()
                .filter(manifest -> FakeKernels.digest(manifest).equals(digest))
                .filter(manifest -> pulled.contains(manifest.reference().toString()))
                .map(manifest -> new PulledKernel(manifest, digest, root))
                .findFirst();
    }

    @Override
    public PulledKernel add(KernelPackage contents, Progress progress, Cancellation cancellation) {
        kernels.put(contents.manifest().reference().toString(), contents.manifest());
        pulled.add(contents.manifest().reference().toString());
        return new PulledKernel(contents.manifest(), FakeKernels.digest(contents.manifest()), root);
    }

    @Override
    public void remove(KernelReference reference) {
        pulled.remove(show(reference).reference().toString());
    }

    @Override
    public CatalogHealth check(boolean repair, Progress progress) {
        return new CatalogHealth(true, kernels.size(), pulled.size(), List.of(), List.of());
    }
}
