package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.registry.ReferrerWriter;
import dev.diver.core.catalog.registry.ReferrerWriter.Part;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signatures of manifests, kept beside them in a registry as referrers (OCI image specification 1.1, "Guidelines for
 * Artifact Usage"): one layer is the signature as minisign writes it, further ones are statements about its key.
 */
public final class RegistrySignatures {
    public static final String ARTIFACT_TYPE = "application/vnd.diver.signature.v1";
    public static final String SIGNATURE_TYPE = ARTIFACT_TYPE + "+minisign";
    public static final String STATEMENT_TYPE = "application/vnd.diver.key-statement.v1";

    /** The public key, for who meets it for the first time. */
    static final String KEY = "dev.diver.signature.key";

    /** Whoever may write to a registry may lay any number there. */
    private static final int MOST = 100;

    private final Registry registry;

    public RegistrySignatures(Registry registry) {
        this.registry = registry;
    }

    /** Of a digest, as {@code minisign -V} checks it: over its text, without an end of line. */
    public static Signature sign(SecretKey key, Digest digest, String what, Instant now) {
        return key.sign(
                digest.toString().getBytes(StandardCharsets.UTF_8),
                "package:" + PlainText.brief(what) + "\ttimestamp:" + now.getEpochSecond());
    }

    /**
     * Lays a signature beside a manifest that is there already.
     *
     * @param statements how the key came after others that people may have pinned
     */
    public Descriptor put(
            String repository,
            Descriptor subject,
            Signature signature,
            PublicKey publicKey,
            List<Succession> statements,
            Cancellation cancellation) {
        var parts = new ArrayList<Part>();
        parts.add(Part.text(SIGNATURE_TYPE, signature.text()));
        statements.forEach(statement -> parts.add(Part.text(STATEMENT_TYPE, statement.text())));
        return new ReferrerWriter(registry)
                .put(repository, subject, ARTIFACT_TYPE, parts, Map.of(KEY, publicKey.text()), cancellation);
    }

    /** All that is said to be a signature of a manifest; what cannot be one is left out, or is judged as wrong later. */
    public List<FoundSignature> find(String repository, Digest subject, Cancellation cancellation) {
        return registry.referrers(repository, subject, ARTIFACT_TYPE, cancellation).stream()
                .limit(MOST)
                .flatMap(referrer -> read(repository, subject, referrer, cancellation).stream())
                .toList();
    }

    /** What one wrote wrong does not hide what another wrote; that the registry is not there does. */
    private Optional<FoundSignature> read(
            String repository, Digest subject, Descriptor referrer, Cancellation cancellation) {
        cancellation.check();
        try {
            return registry.manifest(repository, referrer.digest().toString(), cancellation)
                    .map(registry::image)
                    .filter(manifest -> manifest.subject() != null
                            && subject.equals(manifest.subject().digest()))
                    .flatMap(manifest -> read(repository, manifest, cancellation));
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<FoundSignature> read(String repository, ImageManifest manifest, Cancellation cancellation) {
        var statements = layers(manifest, STATEMENT_TYPE)
                .limit(Successions.LONGEST)
                .map(layer -> text(repository, layer, SignedText.LIMIT, cancellation))
                .toList();
        return layers(manifest, SIGNATURE_TYPE)
                .findFirst()
                .map(layer -> text(repository, layer, Signature.LIMIT, cancellation))
                .map(text -> new FoundSignature(text, manifest.annotations().getOrDefault(KEY, ""), statements));
    }

    private static Stream<Descriptor> layers(ImageManifest manifest, String type) {
        return manifest.layers().stream().filter(layer -> layer.mediaType().equals(type));
    }

    private String text(String repository, Descriptor layer, int limit, Cancellation cancellation) {
        return new String(registry.blob(repository, layer, limit, cancellation), StandardCharsets.UTF_8);
    }
}
