package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexPublisher;
import dev.diver.core.catalog.index.IndexPublisher.Published;
import dev.diver.core.catalog.index.IndexSeal;
import dev.diver.core.catalog.index.IndexStatements;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.IndexStatement;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.job.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Changes catalogs' indexes, and signs that. Thread-safe; blocking. */
public final class CatalogIndexWriter {
    /** Whoever publishes less often renews the index; who holds one back gains so much time at most. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private final RegistryPackages packages;
    private final CatalogTrust trust;
    private final Clock clock;
    private final OciJson json = new OciJson();

    public CatalogIndexWriter(RegistryPackages packages, CatalogTrust trust, Clock clock) {
        this.packages = packages;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Writes a change, and returns when it is in the index that everybody gets. An empty one makes the index new, so that it
     * does not expire.
     *
     * @param key open; without one nobody vouches for the index
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where a newer index than the one that is there was seen
     *     here; IN_USE where so many write at once that it is not known whether the change is in it
     */
    public Published change(
            RemoteCatalog catalog, IndexChange change, Optional<SecretKey> key, Cancellation cancellation) {
        var registry = packages.registry(catalog);
        var publisher = new IndexPublisher(registry, json, clock, LIFETIME);
        if (key.isPresent()) {
            publisher.version(cancellation).ifPresent(version -> trust.requireNotOld(catalog.name(), version));
        }
        var statements = new IndexStatements(registry);
        return publisher.publish(
                change, key.map(secret -> sealing(statements, secret)).orElse(IndexSeal.NONE), cancellation);
    }

    private IndexSeal sealing(IndexStatements statements, SecretKey key) {
        return (name, index, root, cancellation) -> statements.put(
                root,
                IndexStatement.make(name, index.version(), index.digest(), clock.instant(), index.expires(), key),
                trust.leadingTo(key.publicKey()),
                cancellation);
    }
}
