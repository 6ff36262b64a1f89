package dev.diver.core.publish;

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
}
