package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.Registries.IndexNews;
import dev.diver.core.catalog.Registries.Indexed;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.index.IndexAge;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexClient;
import dev.diver.core.catalog.index.IndexHead;
import dev.diver.core.catalog.index.IndexJudge;
import dev.diver.core.catalog.index.IndexStatements;
import dev.diver.core.catalog.index.IndexUpdate;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.IndexClaim;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The indexes of registries, brought here as far as their catalogs' policies let them. Thread-safe; blocking. */
public final class RegistryIndexes {
    private final RegistryPackages packages;
    private final CatalogIndex search;
    private final IndexClient client;
    private final CatalogTrust trust;
    private final YankJudge yanks;
    private final CatalogIndexWriter writer;
    private final SecretKeys secrets;

    public RegistryIndexes(DiverHome home, RegistryPackages packages, CatalogIndex search, Clock clock) {
        this.packages = packages;
        this.search = search;
        client = new IndexClient(search, new OciJson(), home.cache().resolve("downloads"), clock);
        trust = new CatalogTrust(home, clock);
        yanks = new YankJudge(packages, trust);
        writer = new CatalogIndexWriter(packages, trust, clock);
        secrets = new SecretKeys(home);
    }

    /** Brings what is new; warnings, and keys that are trusted from now on, are noted. */
    IndexNews update(RemoteCatalog catalog, Progress progress, Cancellation cancellation) {
        progress.report("asking " + catalog.name() + " for its index");
        var update = packages.first(
                        catalog,
                        registry -> Optional.of(client.update(
                                catalog.name(),
                                registry,
                                new Judging(catalog, registry, progress, cancellation),
                                progress,
                                cancellation)))
                .orElseThrow();
        return news(catalog.name(), update);
    }

    /** What is asked of a catalog, of the index that one of its registries has. */
    private final class Judging implements IndexJudge {
        private final RemoteCatalog catalog;
        private final Registry registry;
        private final Progress progress;
        private final Cancellation cancellation;

        Judging(RemoteCatalog catalog, Registry registry, Progress progress, Cancellation cancellation) {
            this.catalog = catalog;
            this.registry = registry;
            this.progress = progress;
            this.cancellation = cancellation;
        }

        @Override
        public void judge(IndexHead head) {
            var claim = new IndexClaim(head.digest(), head.version(), head.expires(), head.known());
            trust.judgeIndex(
                            head.catalog(),
                            claim,
                            () -> new IndexStatements(registry).find(head.digest(), cancellation))
                    .tell(progress);
        }

        @Override
        public Optional<Predicate<KernelReference>> hides() {
            return trust.policy(catalog.name()).mode() == TrustMode.REQUIRE
                    ? Optional.of(this::isHidden)
                    : Optional.empty();
        }

        private boolean isHidden(KernelReference version) {
            cancellation.check();
            progress.report("asking " + catalog.name() + " who has yanked " + version.name() + ":" + version.tag());
            return yanks.judge(
                            catalog, version.name(), Digest.parse(version.digest()), version.toString(), cancellation)
                    .reason()
                    .isPresent();
        }
    }

    private IndexNews news(String catalog, IndexUpdate update) {
        var own = new CatalogQuery("", List.of(), List.of(), Optional.empty(), false, 1)
                .narrowed(Facet.CATALOG, List.of(catalog));
        return new IndexNews(
                catalog,
                update.head().version(),
                update.head().expires(),
                search.search(own, Set.of()).total(),
                search.nets(own).total(),
                update.changed(),
                update.incremental(),
                update.transferred());
    }

    /** Writes the index again, so that it does not expire. */
    void renew(RemoteCatalog catalog, Optional<String> key, Passwords passwords, Cancellation cancellation) {
        var nothing = new IndexChange(List.of(), List.of());
        if (key.isEmpty()) {
            writer.change(catalog, nothing, Optional.empty(), cancellation);
            return;
        }
        try (var secret = secrets.open(key.get(), passwords)) {
            writer.change(catalog, nothing, Optional.of(secret), cancellation);
        }
    }

    Indexed of(String catalog) {
        var age = client.age(catalog);
        return new Indexed(catalog, age.map(IndexAge::brought), age.flatMap(IndexAge::expires));
    }

    /** Another may get the name: nothing of this one is found any more, and its next index is the first one. */
    void forget(String catalog) {
        client.forget(catalog, new Cancellation());
        trust.forgetIndex(catalog);
    }
}
