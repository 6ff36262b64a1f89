package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.trust.minisign.PlainText;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Registry registry;

    public RegistrySignatures(Registry registry) {
        this.registry = registry;
    }

    /** Of a digest, as {@code minisign -V} checks it: over its text, without an end of line. */
    public static Signature sign(SecretKey key, Digest digest, String what, Instant now) {
        return key.sign(
                digest.toString().getBytes(StandardCharsets.UTF_8),
                "package:" + PlainText.of(what) + "\ttimestamp:" + now.getEpochSecond());
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
        try {
            var folder = Files.createTempDirectory("diver-signature");
            try {
                var upload = new Upload(repository, folder, cancellation);
                var layers = new ArrayList<Descriptor>();
                layers.add(upload.of(SIGNATURE_TYPE, signature.text().getBytes(StandardCharsets.UTF_8)));
                for (var statement : statements) {
                    layers.add(upload.of(STATEMENT_TYPE, statement.text().getBytes(StandardCharsets.UTF_8)));
                }
                return registry.putReferrer(
                        repository,
                        new ImageManifest(
                                2,
                                ImageManifest.MEDIA_TYPE,
                                ARTIFACT_TYPE,
                                upload.of(EMPTY_TYPE, EMPTY),
                                layers,
                                Map.of(KEY, publicKey.text()),
                                subject.with(Map.of())),
                        cancellation);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw Trouble.of("Signing in " + repository, Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private final class Upload {
        private final String repository;
        private final Path folder;
        private final Cancellation cancellation;

        Upload(String repository, Path folder, Cancellation cancellation) {
            this.repository = repository;
            this.folder = folder;
            this.cancellation = cancellation;
        }

        Descriptor of(String type, byte[] content) throws IOException {
            var blob = Descriptor.blob(type, Digest.of(content), content.length);
            var file = Files.write(folder.resolve(blob.digest().hex()), content);
            registry.upload(repository, blob, file, "", done -> {}, cancellation);
            return blob;
        }
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
