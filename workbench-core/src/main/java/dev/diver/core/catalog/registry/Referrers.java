package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;

/**
 * What others say about a manifest: by the registry's own interface, and where there is none, by an index under a tag
 * made of the digest (OCI distribution specification 1.1, "Listing Referrers", "Referrers Tag Schema"). Thread-safe.
 */
final class Referrers {
    private static final int LIMIT = (int) OciLayout.MANIFEST_LIMIT;

    /** Whoever may write to a registry may lay any number there. */
    private static final int MOST = 1000;

    /** Others may write the index at the same time. */
    private static final int ATTEMPTS = 5;

    private final Registry registry;
    private final RegistryHttp http;
    private final OciJson json;

    Referrers(Registry registry, RegistryHttp http, OciJson json) {
        this.registry = registry;
        this.http = http;
        this.json = json;
    }

    List<Descriptor> of(String repository, Digest subject, String artifactType, Cancellation cancellation) {
        return byInterface(repository, subject, cancellation)
                .or(() -> byTag(repository, subject, cancellation))
                .orElse(ImageIndex.EMPTY)
                .manifests()
                .stream()
                .filter(found -> found.digest() != null)
                .limit(MOST)
                .filter(found -> type(repository, found, cancellation).equals(artifactType))
                .toList();
    }

    /** Tools that copy the index leave out what they do not know of it: skopeo 1.9 the types. The manifests themselves have them. */
    private String type(String repository, Descriptor found, Cancellation cancellation) {
        if (!found.artifactType().isEmpty()) {
            return found.artifactType();
        }
        cancellation.check();
        try {
            return registry.manifest(repository, found.digest().toString(), cancellation)
                    .map(registry::image)
                    .map(ImageManifest::artifactType)
                    .orElse("");
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.DAMAGED) {
                return "";
            }
            throw e;
        }
    }

    /** Empty where the registry has no such interface. */
    private Optional<ImageIndex> byInterface(String repository, Digest subject, Cancellation cancellation) {
        var doing = "Asking what is said about " + repository;
        var scope = new Scope(repository, false);
        var request = new Request.Builder()
                .url(http.url(repository, "referrers", subject.toString()))
                .header("Accept", ImageIndex.MEDIA_TYPE)
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            return switch (answer.status()) {
                case 200 ->
                    Optional.of(answer)
                            .filter(found -> found.type().equals(ImageIndex.MEDIA_TYPE))
                            .map(found -> index(bytes(found, doing)));
                case 400, 404, 405 -> Optional.empty();
                default -> throw http.failure(answer, scope, doing);
            };
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    private byte[] bytes(Answer answer, String doing) {
        try {
            return answer.bytes(LIMIT);
        } catch (IOException e) {
            throw http.trouble().network(doing, e);
        }
    }

    private ImageIndex index(byte[] bytes) {
        return json.read(bytes, ImageIndex.class, "The list of referrers");
    }

    private static String tag(Digest subject) {
        return "sha256-" + subject.hex();
    }

    private Optional<ImageIndex> byTag(String repository, Digest subject, Cancellation cancellation) {
        return registry.manifest(repository, tag(subject), cancellation).map(found -> index(found.bytes()));
    }

    Descriptor put(String repository, ImageManifest manifest, Cancellation cancellation) {
        var subject = manifest.subject().digest();
        var bytes = json.write(manifest);
        var digest = Digest.of(bytes);
        var described = new Descriptor(
                ImageManifest.MEDIA_TYPE, manifest.artifactType(), digest, bytes.length, manifest.annotations());
        try (var answer = registry.put(repository, digest.toString(), ImageManifest.MEDIA_TYPE, bytes, cancellation)) {
            if (answer.header("OCI-Subject").equals(subject.toString())) {
                return described;
            }
        }
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var before = byTag(repository, subject, cancellation).orElse(ImageIndex.EMPTY);
            if (before.manifests().stream().anyMatch(found -> digest.equals(found.digest()))) {
                return described;
            }
            var after = ImageIndex.of(Stream.concat(before.manifests().stream(), Stream.of(described))
                    .toList());
            registry.putManifest(repository, tag(subject), ImageIndex.MEDIA_TYPE, json.write(after), cancellation);
        }
        throw new DiverException(
                Problem.Kind.IN_USE,
                "What is said about " + repository + " could not be written.",
                "Others write it at the same time, again and again.",
                "Do it again.");
    }
}
