package dev.diver.core.publish;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.packaging.YankFormat;
import dev.diver.core.catalog.packaging.YankFormat.Yank;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Hides versions and shows them again. It is said beside the version itself, for those who have no index, and in the index. What
 * is hidden stays where it is: who is locked to its digest still gets it.
 */
final class Yanks {
    private final IndexEntries entries;
    private final YankFormat format;
    private final Clock clock;
    private final KernelManifestFormat manifests = new KernelManifestFormat();

    Yanks(IndexEntries entries, OciJson json, Clock clock) {
        this.entries = entries;
        format = new YankFormat(json);
        this.clock = clock;
    }

    Yanked yank(Target target, YankOrder order, Optional<Signer> signer, Cancellation cancellation) {
        var wanted = order.version();
        var name = wanted.digest().isEmpty() ? wanted.tag() : wanted.digest();
        var stored = (name.isEmpty() ? Optional.<Stored>empty() : find(target, name, cancellation))
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "There is no version " + wanted + " to be yanked.",
                        name.isEmpty() ? "It says neither a version nor a digest." : "",
                        "diver show " + wanted.catalog() + "/" + wanted.name() + " tells which there are."));
        new KeyOwners(target).require(signer, cancellation);
        // A tag that moves is not what is hidden, but the version that it leads to now.
        var reference = new KernelReference(target.catalog().name(), target.name(), stored.tag(), "");
        var yank = new Yank(!order.undo(), order.reason(), clock.instant());
        var laid = target.attach(stored.descriptor(), YankFormat.TYPE, format.write(yank), cancellation);
        signer.ifPresent(one -> one.sign(target, laid, "yank of " + reference, cancellation));
        entry(target, stored, yank, cancellation).ifPresent(entry -> entries.put(target, entry, signer, cancellation));
        return new Yanked(reference, stored.descriptor().digest().toString(), yank.yanked(), yank.reason());
    }

    /** @param tag of its own, which never moves */
    private record Stored(Descriptor descriptor, ImageManifest image, String tag) {}

    private Optional<Stored> find(Target target, String name, Cancellation cancellation) {
        return target.find(name, cancellation).flatMap(found -> {
            var image = target.registry().image(found);
            var descriptor = new Descriptor(
                    ImageManifest.MEDIA_TYPE,
                    image.artifactType(),
                    found.descriptor().digest(),
                    found.descriptor().size(),
                    image.annotations());
            return KernelAnnotations.reference(descriptor)
                    .filter(reference -> reference.name().equals(target.name()))
                    .map(reference -> new Stored(descriptor, image, reference.tag()));
        });
    }

    /** Empty where it is neither a kernel nor a net. */
    private Optional<IndexEntries.Entry> entry(Target target, Stored stored, Yank yank, Cancellation cancellation) {
        return switch (stored.image().artifactType()) {
            case PackageFormat.ARTIFACT_TYPE -> Optional.of(kernel(target, stored, yank, cancellation));
            case NetPackage.ARTIFACT_TYPE ->
                Optional.of(new IndexEntries.OfNet(
                        stored.descriptor(),
                        stored.image(),
                        signers(target, stored.descriptor().digest(), cancellation),
                        yank.yanked() ? Optional.of(yank.reason()) : Optional.empty()));
            default -> Optional.empty();
        };
    }

    private IndexEntries.Entry kernel(Target target, Stored stored, Yank yank, Cancellation cancellation) {
        var manifest = manifests.read(
                target.registry()
                        .blob(target.repository(), stored.image().config(), KernelManifestFormat.LIMIT, cancellation),
                "The manifest of " + target.reference(stored.tag()));
        var digest = stored.descriptor().digest();
        return new IndexEntries.OfKernel(
                stored.descriptor(),
                manifest,
                stored.image(),
                signers(target, digest, cancellation),
                hasEvidence(target, digest, cancellation) ? Optional.of(Vmm.NAME) : Optional.empty(),
                yank.yanked() ? Optional.of(yank.reason()) : Optional.empty());
    }

    private static List<String> signers(Target target, Digest digest, Cancellation cancellation) {
        var found = new RegistrySignatures(target.registry()).find(target.repository(), digest, cancellation);
        return KeyOwners.signers(found, digest).stream()
                .map(PublicKey::id)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static boolean hasEvidence(Target target, Digest digest, Cancellation cancellation) {
        return !target.attached(digest, EvidenceFormat.TYPE, EvidenceFormat.LIMIT, cancellation)
                .isEmpty();
    }
}
