package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays something small beside a manifest: signatures, statements, evidence. Thread-safe; blocking. */
public final class ReferrerWriter {
    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Registry registry;

    public ReferrerWriter(Registry registry) {
        this.registry = registry;
    }

    /** A layer. */
    public record Part(String type, byte[] content) {

        public static Part text(String type, String text) {
            return new Part(type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * @param repository its whole name
     * @param subject what it says something about; need not be there yet
     * @return what was laid there
     */
    public Descriptor put(
            String repository,
            Descriptor subject,
            String artifactType,
            List<Part> parts,
            Map<String, String> annotations,
            Cancellation cancellation) {
        try {
            var folder = Files.createTempDirectory("diver-referrer");
            try {
                var layers = new ArrayList<Descriptor>();
                for (var part : parts) {
                    layers.add(upload(repository, part, folder, cancellation));
                }
                return registry.putReferrer(
                        repository,
                        new ImageManifest(
                                2,
                                ImageManifest.MEDIA_TYPE,
                                artifactType,
                                upload(repository, new Part(EMPTY_TYPE, EMPTY), folder, cancellation),
                                layers,
                                annotations,
                                subject.with(Map.of())),
                        cancellation);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw Trouble.of("Writing to " + repository, Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private Descriptor upload(String repository, Part part, Path folder, Cancellation cancellation) throws IOException {
        var content = part.content();
        var blob = Descriptor.blob(part.type(), Digest.of(content), content.length);
        var file = Files.write(folder.resolve(blob.digest().hex()), content);
        registry.upload(repository, blob, file, "", done -> {}, cancellation);
        return blob;
    }
}
