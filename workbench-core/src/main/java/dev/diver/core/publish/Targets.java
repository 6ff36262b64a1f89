package dev.diver.core.publish;

import dev.diver.core.catalog.remote.KnownAddresses;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemoteCatalogs;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;

/** From what a person wrote to the repository that it names. Thread-safe. */
final class Targets {
    private final RemoteCatalogs catalogs;
    private final RegistryPackages packages;

    Targets(RemoteCatalogs catalogs, RegistryPackages packages) {
        this.catalogs = catalogs;
        this.packages = packages;
    }

    /** @throws DiverException INVALID where it names no catalog */
    Target of(KernelReference reference) {
        if (reference.catalog().isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    reference + " names no catalog.",
                    "What has no catalog before it is of the one that ships with Diver, which nobody publishes to.",
                    "Write CATALOG/" + reference + " or HOST/" + reference
                            + "; diver catalog list shows which you have.");
        }
        var catalog = catalogs.find(reference.catalog());
        return new Target(catalog, packages.registry(catalog), reference.name());
    }

    /**
     * The Linux that a co-kernel needs has to be found by all who pull it, and what catalogs are called is each one's own.
     *
     * @param gpos as its manifest names it
     * @throws DiverException INVALID where it names a catalog of this machine
     */
    void requireForAll(KernelReference gpos) {
        var address = new KnownAddresses(catalogs).address(gpos.catalog());
        if (gpos.catalog().isEmpty() || address.filter(gpos.catalog()::equals).isPresent()) {
            return;
        }
        throw new DiverException(
                Problem.Kind.INVALID,
                "The Linux beside it, " + gpos + ", would not be found by others.",
                "kernel.json names it (host, gpos), and " + gpos.catalog()
                        + " is what a catalog is called on this machine.",
                "Write there " + gpos.in(address.orElse("HOST")) + ".");
    }
}
