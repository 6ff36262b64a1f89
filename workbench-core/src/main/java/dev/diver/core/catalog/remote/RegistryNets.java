package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.catalog.registry.Registry.Stored;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;

/** Published nets in registries, by their references. Thread-safe; blocking. */
public final class RegistryNets {
    private final RegistryPackages packages;
    private final OciJson json = new OciJson();

    public RegistryNets(RegistryPackages packages) {
        this.packages = packages;
    }

    /**
     * Asks the registry.
     *
     * @return with what an index would say of it, but for its signatures
     * @throws DiverException INVALID where it names no catalog or no version; NOT_FOUND; DAMAGED where what is there is no
     *     net, or another one
     */
    public RemotePackage find(KernelReference wanted, Cancellation cancellation) {
        requireWhole(wanted);
        var catalog = packages.catalog(wanted.catalog());
        var stored = packages.first(
                        catalog,
                        registry -> registry.manifest(
                                registry.address().repository(wanted.name()),
                                wanted.digest().isEmpty() ? wanted.tag() : wanted.digest(),
                                cancellation))
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "The catalog " + catalog.name() + " has no " + wanted.in("") + ".",
                        "",
                        "diver search --nets --catalog " + catalog.name() + " lists what it has."));
        return found(wanted, catalog, stored);
    }

    private static void requireWhole(KernelReference wanted) {
        if (wanted.catalog().isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    wanted + " names no catalog.",
                    "No net ships with Diver.",
                    "Write CATALOG/" + wanted + "; diver search --nets lists nets.");
        }
        if (wanted.tag().isEmpty() && wanted.digest().isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "Which version of " + wanted + " is meant is not said.",
                    "",
                    "Write " + wanted + ":VERSION; diver search --nets " + wanted.name() + " lists them.");
        }
    }

    private RemotePackage found(KernelReference wanted, RemoteCatalog catalog, Stored stored) {
        var image = json.read(stored.bytes(), ImageManifest.class, "The manifest of " + wanted);
        if (!NetPackage.is(image)) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    wanted + " is no net.",
                    "The registry has something else under this name.",
                    "Of a kernel, make a net: diver new --kernel " + wanted + ".");
        }
        var descriptor = new Descriptor(
                ImageManifest.MEDIA_TYPE,
                NetPackage.ARTIFACT_TYPE,
                stored.descriptor().digest(),
                stored.bytes().length,
                NetAnnotations.from(catalog.name(), image));
        RegistryPackages.requireNamed(wanted, descriptor);
        return new RemotePackage(catalog, wanted.name(), descriptor, image, stored.bytes());
    }
}
