package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.trust.minisign.PlainText;
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
            String publicKey,
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
                                Map.of(KEY, publicKey),
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
        var found = registry.referrers(repository, subject, ARTIFACT_TYPE, cancellation);
        if (found.size() > MOST) {
            found = found.subList(0, MOST);
        }
        try {
            var folder = Files.createTempDirectory("diver-signature");
            try {
                var all = new ArrayList<FoundSignature>();
                for (var referrer : found) {
                    cancellation.check();
                    read(repository, subject, referrer, folder, cancellation).ifPresent(all::add);
                }
                return all;
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw Trouble.of("Reading signatures of " + repository, Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private Optional<FoundSignature> read(
            String repository, Digest subject, Descriptor referrer, Path folder, Cancellation cancellation)
            throws IOException {
        ImageManifest manifest;
        try {
            var stored = registry.manifest(repository, referrer.digest().toString(), cancellation);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            manifest = registry.image(stored.get());
        } catch (DiverException e) {
            return skipped(e);
        }
        var signature = manifest.layers().stream()
                .filter(layer -> layer.mediaType().equals(SIGNATURE_TYPE))
                .findFirst();
        if (signature.isEmpty()
                || manifest.subject() == null
                || !subject.equals(manifest.subject().digest())) {
            return Optional.empty();
        }
        var text = text(repository, signature.get(), Signature.LIMIT, folder, cancellation);
        var statements = new ArrayList<String>();
        manifest.layers().stream()
                .filter(layer -> layer.mediaType().equals(STATEMENT_TYPE))
                .limit(Successions.LONGEST)
                .forEach(layer -> text(repository, layer, SignedText.LIMIT, folder, cancellation)
                        .ifPresent(statements::add));
        return text.map(
                content -> new FoundSignature(content, manifest.annotations().getOrDefault(KEY, ""), statements));
    }

    /** Empty where it is too long, or damaged. */
    private Optional<String> text(
            String repository, Descriptor layer, int limit, Path folder, Cancellation cancellation) {
        if (layer.size() > limit) {
            return Optional.empty();
        }
        var file = folder.resolve(layer.digest().hex());
        try {
            registry.download(repository, layer, file, done -> {}, cancellation);
            return Optional.of(SmallFile.read(file, limit));
        } catch (DiverException e) {
            return skipped(e);
        } catch (IOException e) {
            throw Trouble.of("Reading signatures of " + repository, folder, e);
        }
    }

    /** What one wrote wrong does not hide what another wrote; that the registry is not there does. */
    private static <T> Optional<T> skipped(DiverException e) {
        if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.NOT_FOUND) {
            return Optional.empty();
        }
        throw e;
    }
}
