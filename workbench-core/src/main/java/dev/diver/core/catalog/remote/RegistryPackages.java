package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.CatalogAddresses;
import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.packaging.YankFormat;
import dev.diver.core.catalog.packaging.YankFormat.Yank;
import dev.diver.core.catalog.registry.ReferrerReader;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.trust.FoundSignature;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Kernel packages in registries, by their references. What is asked by a digest may come from any mirror; what a tag means
 * is asked of the catalog itself, and of mirrors only while nobody reaches that; what others say of a package is asked of
 * mirrors also where the catalog itself knows nothing. Thread-safe; blocking.
 */
public final class RegistryPackages implements AutoCloseable {
    /** Layers of a package: one for each role, and as many again. */
    private static final int MOST_LAYERS = 64;

    private static final long LARGEST = 64L << 30;
    private static final int MOST_SHOWN = 10;

    /** Versions that are looked at for the newest one that is not hidden. */
    private static final int MOST_TRIED = 10;

    private final RemoteCatalogs catalogs;
    private final RegistryLogins logins;
    private final OciJson json = new OciJson();
    private final KernelManifestFormat manifests = new KernelManifestFormat();
    private final YankFormat yanks = new YankFormat(json);
    private final Map<Connected, Registry> registries = new ConcurrentHashMap<>();

    private record Connected(RegistryAddress address, Optional<Path> authority) {}

    public RegistryPackages(RemoteCatalogs catalogs, RegistryLogins logins) {
        this.catalogs = catalogs;
        this.logins = logins;
    }

    /**
     * Asks the registry.
     *
     * @param reference with a catalog, and with a tag or a digest
     * @throws DiverException NOT_FOUND with the tags that there are; OFFLINE, NOT_ALLOWED, RATE_LIMITED; DAMAGED where what
     *     is there is no kernel package, or another one
     */
    public RemotePackage find(KernelReference reference, Cancellation cancellation) {
        var catalog = catalogs.find(reference.catalog());
        var tagOrDigest = reference.digest().isEmpty() ? reference.tag() : reference.digest();
        if (tagOrDigest.isEmpty()) {
            throw unnamed(catalog, reference, cancellation);
        }
        var stored = first(
                        catalog,
                        registry -> registry.manifest(
                                registry.address().repository(reference.name()), tagOrDigest, cancellation))
                .orElseThrow(() -> unknown(catalog, reference, cancellation));
        var manifest = json.read(stored.bytes(), ImageManifest.class, "The manifest of " + reference);
        requireKernel(reference, manifest);
        var descriptor = new Descriptor(
                ImageManifest.MEDIA_TYPE,
                PackageFormat.ARTIFACT_TYPE,
                stored.descriptor().digest(),
                stored.bytes().length,
                KernelAnnotations.from(reference.catalog(), manifest.annotations()));
        requireNamed(reference, descriptor);
        return new RemotePackage(catalog, reference.name(), descriptor, manifest, stored.bytes());
    }

    private static void requireKernel(KernelReference reference, ImageManifest manifest) {
        if (NetPackage.is(manifest)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    reference + " is no kernel package but a net.",
                    "",
                    "diver new DIR --from " + reference + " takes it.");
        }
        var isKernel = manifest.config() != null
                && manifest.config().mediaType().equals(PackageFormat.CONFIG_TYPE)
                && manifest.layers().size() <= MOST_LAYERS
                && manifest.blobs()
                        .allMatch(blob ->
                                blob != null && blob.digest() != null && blob.size() >= 0 && blob.size() <= LARGEST);
        if (!isKernel) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    reference + " is no kernel package.",
                    "The registry has something else under this name.",
                    "diver search lists kernels; diver import takes other systems' images.");
        }
    }

    /** A tag may move, but not to another kernel, or another net. */
    static void requireNamed(KernelReference wanted, Descriptor found) {
        var named = KernelAnnotations.reference(found);
        if (named.isEmpty() || !named.get().name().equals(wanted.name())) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "What the registry has as " + wanted + " is something else.",
                    "It says that it is " + named.map(KernelReference::toString).orElse("nothing that has a name")
                            + ".",
                    "");
        }
    }

    /**
     * The newest version that is there and is not hidden, for one who says none.
     *
     * @throws DiverException as {@link #find}
     */
    public RemotePackage newest(
            KernelReference reference, Predicate<RemotePackage> isHidden, Cancellation cancellation) {
        var catalog = catalogs.find(reference.catalog());
        for (var tag : tags(catalog, reference, cancellation).reversed().stream()
                .limit(MOST_TRIED)
                .toList()) {
            var found = find(new KernelReference(reference.catalog(), reference.name(), tag, ""), cancellation);
            if (!isHidden.test(found)) {
                return found;
            }
        }
        throw unnamed(catalog, reference, cancellation);
    }

    /** A note beside a version: it is hidden, or shown again. */
    record YankNote(Digest itself, Yank said) {}

    /** The latest first; nothing of them is believed yet. Of mirrors only while the catalog itself cannot be reached. */
    List<YankNote> yanks(RemoteCatalog catalog, String repository, Digest version, Cancellation cancellation) {
        return first(
                        catalog,
                        registry -> Optional.of(new ReferrerReader(registry)
                                .find(
                                        registry.address().repository(repository),
                                        version,
                                        YankFormat.TYPE,
                                        1,
                                        YankFormat.LIMIT,
                                        cancellation)))
                .stream()
                .flatMap(List::stream)
                .flatMap(note -> yanks.read(note.parts().getFirst()).stream()
                        .map(said -> new YankNote(note.itself().digest(), said)))
                .sorted(Comparator.comparing((YankNote note) -> note.said().date())
                        .reversed())
                .toList();
    }

    /** A package's manifest, from its config blob. */
    public KernelManifest manifest(RemotePackage found, Cancellation cancellation) {
        var config = found.manifest().config();
        var bytes = first(
                found.catalog(),
                registry -> Optional.of(registry.blob(
                        registry.address().repository(found.repository()),
                        config,
                        KernelManifestFormat.LIMIT,
                        cancellation)));
        return manifests.read(
                bytes.orElseThrow(), "The config of " + found.descriptor().digest());
    }

    /** All that is said to be a signature of it. */
    List<FoundSignature> signatures(RemotePackage found, Cancellation cancellation) {
        return signatures(
                found.catalog(), found.repository(), found.descriptor().digest(), cancellation);
    }

    /** All that is said to be a signature of something. */
    List<FoundSignature> signatures(
            RemoteCatalog catalog, String repository, Digest subject, Cancellation cancellation) {
        return said(
                catalog,
                registry -> new RegistrySignatures(registry)
                        .find(registry.address().repository(repository), subject, cancellation),
                cancellation);
    }

    /** What was laid beside it, of one type and with one part. */
    List<ReferrerReader.Found> beside(RemotePackage found, String type, int limit, Cancellation cancellation) {
        return said(
                found.catalog(),
                registry -> new ReferrerReader(registry)
                        .find(
                                registry.address().repository(found.repository()),
                                found.descriptor().digest(),
                                type,
                                1,
                                limit,
                                cancellation),
                cancellation);
    }

    RemoteCatalog catalog(String name) {
        return catalogs.find(name);
    }

    /** Where they are, and what they are called here. */
    public CatalogAddresses addresses() {
        return new KnownAddresses(catalogs);
    }

    /** Mirrors first: for what is named by its digest, whoever has it. */
    List<Registry> sources(RemoteCatalog catalog) {
        var all = new ArrayList<Registry>();
        catalog.mirrors().forEach(mirror -> all.add(registry(catalog, mirror)));
        all.add(registry(catalog, catalog.address()));
        return all;
    }

    /**
     * A registry that holds something else than kernel packages.
     *
     * @param name of a catalog, or a host
     */
    public Registry registry(String name) {
        return registry(catalogs.find(name));
    }

    /** The catalog's own. */
    public Registry registry(RemoteCatalog catalog) {
        return registry(catalog, catalog.address());
    }

    private Registry registry(RemoteCatalog catalog, RegistryAddress address) {
        return registries.computeIfAbsent(
                new Connected(address, catalog.authority()),
                wanted -> new Registry(wanted.address(), logins, wanted.authority(), json));
    }

    /** Of the catalog itself, or while it cannot be reached of the first mirror that can. */
    <T> Optional<T> first(RemoteCatalog catalog, Function<Registry, Optional<T>> question) {
        try {
            return question.apply(registry(catalog));
        } catch (DiverException e) {
            if (e.problem().kind() != Problem.Kind.OFFLINE) {
                throw e;
            }
            for (var mirror : catalog.mirrors()) {
                try {
                    return question.apply(registry(catalog, mirror));
                } catch (DiverException another) {
                    if (another.problem().kind() != Problem.Kind.OFFLINE) {
                        throw another;
                    }
                }
            }
            throw e;
        }
    }

    /**
     * What is said of something that its digest names: of the catalog itself, and where that cannot be reached or says
     * nothing, of the first mirror that says something. Whoever says it is believed the same: it is signed, or it is not.
     */
    private <T> List<T> said(RemoteCatalog catalog, Function<Registry, List<T>> question, Cancellation cancellation) {
        Optional<DiverException> unreached = Optional.empty();
        try {
            var found = question.apply(registry(catalog));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (DiverException e) {
            if (e.problem().kind() != Problem.Kind.OFFLINE) {
                throw e;
            }
            unreached = Optional.of(e);
        }
        for (var mirror : catalog.mirrors()) {
            try {
                var found = question.apply(registry(catalog, mirror));
                if (!found.isEmpty()) {
                    return found;
                }
                unreached = Optional.empty();
            } catch (DiverException e) {
                // Another one may know more.
                cancellation.check();
            }
        }
        if (unreached.isPresent()) {
            throw unreached.get();
        }
        return List.of();
    }

    private DiverException unnamed(RemoteCatalog catalog, KernelReference reference, Cancellation cancellation) {
        var tags = tags(catalog, reference, cancellation);
        return new DiverException(
                tags.isEmpty() ? Problem.Kind.NOT_FOUND : Problem.Kind.INVALID,
                tags.isEmpty()
                        ? "The catalog " + catalog.name() + " has no kernel " + reference.name() + "."
                        : "Which version of " + reference + " is meant is not said.",
                tags.isEmpty() ? "" : "There are " + shown(tags) + ".",
                tags.isEmpty() ? brings(catalog) : "Write " + reference + ":VERSION.");
    }

    private DiverException unknown(RemoteCatalog catalog, KernelReference reference, Cancellation cancellation) {
        var tags = reference.digest().isEmpty() ? tags(catalog, reference, cancellation) : List.<String>of();
        return new DiverException(
                Problem.Kind.NOT_FOUND,
                "The catalog " + catalog.name() + " has no kernel " + reference.in("") + ".",
                tags.isEmpty() ? "" : "There are " + shown(tags) + ".",
                Nearest.to(reference.tag(), tags)
                        .map(near -> "Did you mean " + reference.catalog() + "/" + reference.name() + ":" + near + "?")
                        .orElse(brings(catalog)));
    }

    private static String brings(RemoteCatalog catalog) {
        return "diver catalog index " + catalog.name() + " brings the list of what it has, diver search shows it.";
    }

    /** Oldest first, without those that stand for what is said about a package. */
    private List<String> tags(RemoteCatalog catalog, KernelReference reference, Cancellation cancellation) {
        return registry(catalog).tags(catalog.address().repository(reference.name()), cancellation).stream()
                .filter(tag -> tag.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
                        && !tag.startsWith("sha256-")
                        && !tag.startsWith("claim-"))
                .sorted(new VersionOrder())
                .toList();
    }

    private static String shown(List<String> tags) {
        var last = tags.subList(Math.max(0, tags.size() - MOST_SHOWN), tags.size());
        return String.join(", ", last)
                + (last.size() < tags.size() ? " and " + (tags.size() - last.size()) + " more" : "");
    }

    @Override
    public void close() {
        registries.values().forEach(Registry::close);
        registries.clear();
    }
}
