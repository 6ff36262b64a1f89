package dev.diver.core.catalog.packaging;

import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.archive.ArchiveWriter;
import dev.diver.core.catalog.archive.Limits;
import dev.diver.core.catalog.archive.SafeArchive;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Staging;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.Role;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a kernel is an OCI artifact: its manifest is the config, and each role's files are a gzip tar layer. */
public final class PackageFormat {
    public static final String ARTIFACT_TYPE = "application/vnd.diver.kernel.v1";
    public static final String CONFIG_TYPE = "application/vnd.diver.kernel.config.v1+json";
    public static final String LAYER_TYPE = "application/vnd.diver.kernel.layer.v1.tar+gzip";
    static final String ROLE = "dev.diver.role";

    private final OciJson oci;
    private final KernelManifestFormat manifests;

    public PackageFormat(OciJson oci, KernelManifestFormat manifests) {
        this.oci = oci;
        this.manifests = manifests;
    }

    /** Stages all of a package; returns the descriptor that belongs into the index. */
    public Descriptor write(KernelPackage contents, Staging staging, Cancellation cancellation) throws IOException {
        var manifest = withDigests(contents, cancellation);
        // What is written must be readable: a manifest made in memory obeys the same rules as a file.
        var config = manifests.write(manifest);
        manifests.read(config, manifest.reference().toString());
        var layers = new ArrayList<Descriptor>();
        for (var role : Role.values()) {
            var paths = manifest.artifacts().stream()
                    .filter(artifact -> artifact.role() == role && !isFetched(manifest, artifact))
                    .map(Artifact::path)
                    .toList();
            if (!paths.isEmpty()) {
                cancellation.check();
                layers.add(staging.put(LAYER_TYPE, out -> ArchiveWriter.write(out, contents.root(), paths))
                        .with(Map.of(ROLE, role.name().toLowerCase(java.util.Locale.ROOT))));
            }
        }
        var annotations = KernelAnnotations.of(manifest);
        var image = new ImageManifest(
                2, ImageManifest.MEDIA_TYPE, ARTIFACT_TYPE, staging.put(CONFIG_TYPE, config), layers, annotations);
        var blob = staging.put(ImageManifest.MEDIA_TYPE, oci.write(image));
        return new Descriptor(
                ImageManifest.MEDIA_TYPE,
                ARTIFACT_TYPE,
                blob.digest(),
                blob.size(),
                IndexAnnotations.of(manifest, image, List.of()));
    }

    /** The kernel's manifest of a package in a layout, verified. */
    public KernelManifest manifest(OciLayout layout, Descriptor descriptor) {
        var config = layout.manifest(descriptor).config();
        if (!config.mediaType().equals(CONFIG_TYPE)) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    descriptor.digest() + " is no kernel package.",
                    "Its config is of the type " + config.mediaType() + ".",
                    "");
        }
        return manifests.read(layout.read(config, KernelManifestFormat.LIMIT), "The config of " + descriptor.digest());
    }

    /** Unpacks all layers of a package, verified, into an empty directory. */
    public void unpack(OciLayout layout, Descriptor descriptor, Path target, Cancellation cancellation)
            throws IOException {
        var manifest = manifest(layout, descriptor);
        var archive = new SafeArchive(target, Limits.PACKAGE, cancellation);
        for (var layer : layout.manifest(descriptor).layers()) {
            if (layer.mediaType().equals(LAYER_TYPE)) {
                try (var in = layout.verified(layer)) {
                    archive.unpack(in);
                }
            }
        }
        for (var artifact : manifest.artifacts()) {
            if (!isFetched(manifest, artifact)) {
                verify(artifact, target.resolve(artifact.path()));
            }
        }
    }

    /** Checks an unpacked package's single files against the digests of its manifest. */
    public static void verify(KernelManifest manifest, Path root) throws IOException {
        for (var artifact : manifest.artifacts()) {
            verify(artifact, root.resolve(artifact.path()));
        }
    }

    /** Whether a file, or all of a directory, is not in the package but comes from elsewhere when it is pulled. */
    private static boolean isFetched(KernelManifest manifest, Artifact artifact) {
        return manifest.source()
                .filter(source -> source.exactVersion().isEmpty())
                .filter(source -> Stream.concat(source.files().keySet().stream(), source.packages().keySet().stream())
                        .anyMatch(path -> path.equals(artifact.path()) || path.startsWith(artifact.path() + "/")))
                .isPresent();
    }

    private static void verify(Artifact artifact, Path file) throws IOException {
        if (!Files.exists(file)) {
            throw damaged(artifact, "The package does not hold it.");
        }
        if (!artifact.digest().isEmpty()
                && !artifact.digest().equals(Digest.of(file).toString())) {
            throw damaged(artifact, "Its digest is not the one that the manifest promises.");
        }
    }

    private static DiverException damaged(Artifact artifact, String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "The package's file " + artifact.path() + " is damaged.",
                why,
                "diver doctor --repair mends it; then pull again.");
    }

    private static KernelManifest withDigests(KernelPackage contents, Cancellation cancellation) throws IOException {
        var artifacts = new ArrayList<Artifact>();
        for (var artifact : contents.manifest().artifacts()) {
            cancellation.check();
            var file = contents.root().resolve(artifact.path()).normalize();
            if (!file.startsWith(contents.root().normalize())) {
                throw damaged(artifact, "It lies outside of the package.");
            }
            if (isFetched(contents.manifest(), artifact)) {
                artifacts.add(artifact);
            } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                artifacts.add(new Artifact(artifact.role(), artifact.path(), "", "directory"));
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                artifacts.add(new Artifact(
                        artifact.role(), artifact.path(), Digest.of(file).toString(), artifact.format()));
            } else {
                throw damaged(artifact, "There is no such file or directory (a link does not count).");
            }
        }
        return contents.manifest().withArtifacts(List.copyOf(artifacts));
    }
}
