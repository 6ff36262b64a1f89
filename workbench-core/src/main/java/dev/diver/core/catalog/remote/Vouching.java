package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;

/** Asks who vouches for a registry's package, before anything of it is brought here. Thread-safe; blocking. */
public final class Vouching {
    private final RegistryPackages packages;
    private final CatalogTrust trust;

    public Vouching(RegistryPackages packages, CatalogTrust trust) {
        this.packages = packages;
        this.trust = trust;
    }

    /**
     * Warnings, and keys that are trusted from now on, are noted.
     *
     * @throws DiverException UNTRUSTED where the catalog's policy refuses it
     */
    public void require(RemotePackage wanted, Progress progress, Cancellation cancellation) {
        var catalog = wanted.catalog().name();
        progress.report("asking " + catalog + " who vouches for " + wanted.repository());
        trust.judgeNamed(
                        catalog,
                        wanted.repository(),
                        wanted.reference().map(Object::toString).orElse(wanted.repository()),
                        wanted.descriptor().digest(),
                        () -> packages.signatures(wanted, cancellation))
                .tell(progress);
    }
}
