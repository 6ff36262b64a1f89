package dev.diver.core.catalog.local;

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
import dev.diver.core.catalog.TestedKernels;
import dev.diver.core.catalog.debian.DebianArchive;
import dev.diver.core.catalog.local.KernelPages.Material;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The embedded catalog and the store of pulled packages, two OCI layouts below the data directory. Thread-safe. */
public final class LocalCatalog implements Catalog, AutoCloseable {
    private final OciLayout catalog;
    private final Store store;
    private final PackageFormat format;
    private final CatalogIndex index;
    private final TestedKernels tested;
    private final FirstFill fill;
    private final Puller puller;
    private final References references;
    private final RegistryPackages packages;
    private final RegistryKernels registries;
    private final KernelPages pages;
    private final NetPages nets;
    private volatile Map<String, Problem> notFilled = Map.of();

    /** Where no registry has a login, and nobody asks what ran well here. */
    public LocalCatalog(DiverHome home, HostProgram host) {
        this(
                home,
                host,
                new RegistryPackages(new FileCatalogs(home), RegistryLogins.NONE),
                new LuceneCatalogIndex(home.cache().resolve("search")),
                TestedKernels.NONE);
    }

    /**
     * Touches nothing yet; {@link #open} does.
     *
     * @param packages closed with it
     * @param index of all catalogs; closed with it
     */
    public LocalCatalog(
            DiverHome home, HostProgram host, RegistryPackages packages, CatalogIndex index, TestedKernels tested) {
        var oci = new OciJson();
        var manifests = new KernelManifestFormat();
        format = new PackageFormat(oci, manifests);
        catalog = new OciLayout(home.data().resolve("catalog"), oci);
        store = Store.of(home, oci, format);
        this.index = index;
        this.tested = tested;
        fill = new FirstFill(catalog, format, oci, new Assets(home.assets().resolve("kernels"), manifests, host));
        puller = new Puller(catalog, store, format, new DebianArchive(host));
        references = new References(index, store);
        this.packages = packages;
        var trust = new CatalogTrust(home, Clock.systemUTC());
        registries = new RegistryKernels(packages, store, references, trust);
        pages = new KernelPages(index, store, references);
        nets = new NetPages(index, packages, trust);
    }

    @Override
    public void open(Progress progress, Cancellation cancellation) {
        notFilled = fill.fill(progress, cancellation);
        index.update(catalog.stamp(), catalog::forEach);
    }

    @Override
    public SearchResult search(CatalogQuery query) {
        var catalogs = index();
        try {
            var pulled = store.references();
            return catalogs.search(query, pulled, query.ranHere() ? store.references(tested.digests()) : Set.of());
        } catch (DiverException e) {
            // A damaged store is no reason not to find a kernel.
            return catalogs.search(query, Set.of(), Set.of()).withStoreProblem(e.problem());
        }
    }

    @Override
    public NetSearchResult nets(CatalogQuery query) {
        index();
        return nets.search(query);
    }

    @Override
    public NetDetails net(KernelReference reference, Cancellation cancellation) {
        index();
        return nets.page(reference, cancellation);
    }

    @Override
    public KernelManifest show(KernelReference reference) {
        if (RegistryKernels.has(reference)) {
            return registries().show(reference);
        }
        return catalogs(reference)
                .map(found -> format.manifest(catalog, found))
                .or(() -> references.inStore(reference).map(store::manifest))
                .orElseThrow(() -> unknown(reference));
    }

    @Override
    public CatalogEntry entry(KernelReference reference) {
        if (RegistryKernels.has(reference)) {
            return registries().entry(reference);
        }
        return catalogs(reference)
                .flatMap(found ->
                        KernelAnnotations.entry(found, store.pulledFrom(found).isPresent()))
                .or(() -> references.inStore(reference).flatMap(found -> KernelAnnotations.entry(found, true)))
                .orElseThrow(() -> unknown(reference));
    }

    @Override
    public KernelDetails details(KernelReference reference, Cancellation cancellation) {
        index();
        return pages.page(
                reference,
                RegistryKernels.has(reference) ? registries().material(reference, cancellation) : material(reference));
    }

    private Material material(KernelReference reference) {
        var found = catalogs(reference);
        var layout = found.isPresent() ? catalog : store.layout();
        var descriptor = found.or(() -> references.inStore(reference)).orElseThrow(() -> unknown(reference));
        return Material.embedded(descriptor, layout.manifest(descriptor), format.manifest(layout, descriptor));
    }

    @Override
    public PulledKernel pull(KernelReference reference, Progress progress, Cancellation cancellation) {
        if (RegistryKernels.has(reference)) {
            return opened(registries().pull(reference, progress, cancellation), cancellation);
        }
        var wanted = catalogs(reference);
        if (wanted.isEmpty()) {
            return references
                    .inStore(reference)
                    .map(found -> store.open(found, cancellation))
                    .orElseThrow(() -> unknown(reference));
        }
        var here = store.pulledFrom(wanted.get());
        if (here.isPresent()) {
            return store.open(here.get(), cancellation);
        }
        return opened(puller.pull(wanted.get(), progress, cancellation), cancellation);
    }

    private PulledKernel opened(Descriptor fresh, Cancellation cancellation) {
        try {
            return store.open(fresh, cancellation);
        } catch (DiverException e) {
            // Its blobs are what they say, but what they hold cannot be used: it does not count as pulled.
            if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.INVALID) {
                store.remove(Set.of(fresh));
            }
            throw e;
        }
    }

    @Override
    public Optional<PulledKernel> pulled(String digest) {
        return store.find(digest).map(found -> store.open(found, new Cancellation()));
    }

    @Override
    public PulledKernel add(KernelPackage contents, Progress progress, Cancellation cancellation) {
        progress.report("packaging " + contents.manifest().reference());
        var reference = contents.manifest().reference();
        try (var staging = catalog.stage()) {
            var added = format.write(contents, staging, cancellation);
            catalog.commit(
                    staging,
                    before -> {
                        var after = new ArrayList<>(before.stream()
                                .filter(one -> !KernelAnnotations.reference(one).equals(Optional.of(reference)))
                                .toList());
                        after.add(added);
                        return after;
                    },
                    cancellation);
        } catch (IOException e) {
            throw Trouble.of("Packaging " + reference, catalog.root(), e);
        }
        return pull(reference, progress, cancellation);
    }

    @Override
    public void remove(KernelReference reference) {
        var found = references.inStore(reference).orElseThrow(() -> unknown(reference));
        store.remove(Set.of(found));
    }

    @Override
    public CatalogHealth check(boolean repair, Progress progress) {
        var found = new HealthCheck(catalog, store, fill).check(repair, progress);
        if (repair) {
            open(progress, new Cancellation());
        }
        return found;
    }

    @Override
    public void close() {
        packages.close();
        index.close();
    }

    private Optional<Descriptor> catalogs(KernelReference reference) {
        index();
        return references.inCatalog(reference);
    }

    /** They look into the index, too. */
    private RegistryKernels registries() {
        index();
        return registries;
    }

    /** The index of the catalog as it is now: another process may have added to it. */
    private CatalogIndex index() {
        index.update(catalog.stamp(), catalog::forEach);
        return index;
    }

    private DiverException unknown(KernelReference reference) {
        var cause = notFilled.get(reference.name());
        if (cause != null) {
            return new DiverException(
                    cause.kind(),
                    "The kernel " + reference.name() + " could not be put into the catalog: " + cause.what(),
                    cause.why(),
                    cause.remedy());
        }
        var near = references.nearest(reference);
        var missing = notFilled.keySet().stream()
                .map(folder -> "What is in " + folder + " could not be put there: "
                        + notFilled.get(folder).what())
                .toList();
        return new DiverException(
                Problem.Kind.NOT_FOUND,
                "The catalog has no kernel " + reference + ".",
                String.join("\n", missing),
                near.isEmpty()
                        ? "diver search lists what there is."
                        : "Did you mean " + String.join(" or ", near) + "?");
    }
}
