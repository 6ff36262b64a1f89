package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.core.JsonToken;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An OCI image layout on disk (OCI image specification 1.1, "Image Layout"): blobs by digest, and an index of manifests.
 *
 * <p>What is added is staged in the layout's own file system, brought to the disk, and renamed under a lock that holds
 * between processes, so that readers see the state before or after and never one between. Reading takes no lock.
 * Thread-safe.
 */
public final class OciLayout {
    /** Manifests larger than this are refused, as registries do ("Pushing Manifests": at least 4 MiB is usual). */
    public static final long MANIFEST_LIMIT = 4 << 20;

    private static final long INDEX_LIMIT = 1L << 30;

    private final Path root;
    private final Path blobs;
    private final OciJson json;

    public OciLayout(Path root, OciJson json) {
        this(root, root.resolve("blobs/sha256"), json);
    }

    /** @param blobs where they are, for folders of others that are no layout in all else */
    public OciLayout(Path root, Path blobs, OciJson json) {
        this.root = root;
        this.blobs = blobs;
        this.json = json;
    }

    public Path root() {
        return root;
    }

    /** Whether it has been made. */
    public boolean exists() {
        return Files.isRegularFile(indexFile());
    }

    /** Changes whenever the index does; reads no content. */
    public String stamp() {
        try {
            var index = Files.readAttributes(indexFile(), BasicFileAttributes.class);
            return index.size() + ":" + index.lastModifiedTime().to(TimeUnit.NANOSECONDS) + ":" + index.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    public ImageIndex index() {
        if (!exists()) {
            return ImageIndex.EMPTY;
        }
        try {
            if (Files.size(indexFile()) > INDEX_LIMIT) {
                throw new DiverException(Problem.Kind.DAMAGED, indexFile() + " is too large.", "", "");
            }
            return json.read(indexFile(), ImageIndex.class);
        } catch (DiverException e) {
            throw damagedIndex(e.problem().why(), e);
        } catch (IOException e) {
            throw Trouble.of("Reading the catalog", root, e);
        }
    }

    /** Gives each descriptor of the index without holding all of them: an index may have 100 000. */
    public void forEach(Consumer<Descriptor> consumer) {
        if (!exists()) {
            return;
        }
        try (var parser = json.mapper().createParser(indexFile().toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var key = parser.currentName();
                parser.nextToken();
                if (key.equals("manifests")) {
                    var reader = json.mapper().readerFor(Descriptor.class);
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        consumer.accept(reader.readValue(parser));
                    }
                    if (parser.currentToken() != JsonToken.END_ARRAY) {
                        throw new IOException("Its manifests are no list of objects.");
                    }
                    return;
                }
                parser.skipChildren();
            }
        } catch (IOException | RuntimeException e) {
            throw damagedIndex(OciJson.firstLine(e), e);
        }
    }

    private DiverException damagedIndex(String why, Exception cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.DAMAGED,
                        indexFile() + " is damaged.",
                        why,
                        "diver doctor --repair makes it again from the packages."),
                cause);
    }

    /** Where a blob is, or would be. */
    public Path blob(Digest digest) {
        return blobs.resolve(digest.hex());
    }

    /**
     * A small blob's content, verified.
     *
     * @throws DiverException DAMAGED where it is missing, or has another size or digest
     */
    public byte[] read(Descriptor descriptor, long limit) {
        if (descriptor.size() < 0 || descriptor.size() > limit) {
            throw damaged(descriptor, "It claims " + descriptor.size() + " bytes; at most " + limit + " are taken.");
        }
        try (var in = verified(descriptor)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw damaged(descriptor, String.valueOf(e.getMessage()));
        }
    }

    public ImageManifest manifest(Descriptor descriptor) {
        var manifest =
                json.read(read(descriptor, MANIFEST_LIMIT), ImageManifest.class, "Manifest " + descriptor.digest());
        if (manifest.config() == null
                || manifest.blobs().anyMatch(blob -> blob == null || blob.digest() == null || blob.size() < 0)) {
            throw damaged(descriptor, "It is no image manifest.");
        }
        return manifest;
    }

    /** A blob's bytes; size and digest are checked as it is read, at the latest at its end. Fails with an IOException. */
    public InputStream verified(Descriptor descriptor) {
        try {
            return new VerifyingStream(Files.newInputStream(blob(descriptor.digest())), descriptor);
        } catch (IOException e) {
            throw damaged(descriptor, "Its content is missing.");
        }
    }

    /** Whether a blob of this digest and size is there; its bytes were checked as it came. */
    public boolean has(Descriptor descriptor) {
        try {
            return Files.size(blob(descriptor.digest())) == descriptor.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** A place for new blobs; nothing of it is visible before {@link #commit}. */
    public Staging stage() {
        // The process is in the name so that what a dead one left can be told from what a living one makes.
        var directory = root.resolve("staging").resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            return new Staging(directory);
        } catch (IOException e) {
            throw Trouble.of("Writing the catalog", root, e);
        }
    }

    /** Makes the staged blobs and a changed index visible, at once. */
    public void commit(Staging staging, UnaryOperator<List<Descriptor>> change, Cancellation cancellation) {
        try (var lock = LockFile.acquire(root.resolve(".lock"), cancellation)) {
            Files.createDirectories(blobs);
            for (var digest : staging.digests()) {
                Files.move(
                        staging.file(digest),
                        blob(digest),
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            AtomicFiles.sync(blobs);
            writeIndex(change);
        } catch (IOException e) {
            throw Trouble.of("Writing the catalog", root, e);
        }
    }

    /** Changes the index, then removes blobs that it no longer leads to. */
    public void change(UnaryOperator<List<Descriptor>> change) {
        try (var lock = LockFile.acquire(root.resolve(".lock"), new Cancellation())) {
            writeIndex(change);
            collectGarbage();
        } catch (IOException e) {
            throw Trouble.of("Writing the catalog", root, e);
        }
    }

    /** Sets a damaged index aside and makes one from the manifests among the blobs. Returns how many there are. */
    public int rebuildIndex(UnaryOperator<Descriptor> annotate) {
        try (var lock = LockFile.acquire(root.resolve(".lock"), new Cancellation())) {
            if (exists()) {
                AtomicFiles.move(indexFile(), root.resolve("index.json.damaged"));
            }
            var found = new LayoutScan(this, json)
                    .manifests().stream().map(annotate).toList();
            writeIndex(none -> found);
            return found.size();
        } catch (IOException e) {
            throw Trouble.of("Repairing the catalog", root, e);
        }
    }

    /** What processes that are no more have left in the staging area. */
    public void removeAbandoned() {
        var staging = root.resolve("staging");
        if (!Files.isDirectory(staging)) {
            return;
        }
        try (var children = Files.list(staging)) {
            children.filter(OciLayout::isAbandoned).forEach(Folders::delete);
        } catch (IOException e) {
            throw Trouble.of("Cleaning the catalog", root, e);
        }
    }

    private static boolean isAbandoned(Path staging) {
        var pid = staging.getFileName().toString().split("-", 2)[0];
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private void writeIndex(UnaryOperator<List<Descriptor>> change) throws IOException {
        var marker = root.resolve("oci-layout");
        if (!Files.exists(marker)) {
            AtomicFiles.write(
                    marker, "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var before = index().manifests();
        var after = change.apply(before);
        if (!exists() || !after.equals(before)) {
            AtomicFiles.write(indexFile(), json.write(ImageIndex.of(after)));
        }
    }

    private void collectGarbage() throws IOException {
        var used = new HashSet<String>();
        for (var descriptor : index().manifests()) {
            used.add(descriptor.digest().hex());
            try {
                manifest(descriptor)
                        .blobs()
                        .forEach(blob -> used.add(blob.digest().hex()));
            } catch (DiverException damaged) {
                // Without its manifest nobody knows what it refers to: keep all until it is repaired.
                return;
            }
        }
        for (var stray : strayBlobs(used)) {
            Files.delete(stray);
        }
    }

    private List<Path> strayBlobs(Set<String> used) throws IOException {
        try (var files = Files.list(blobs)) {
            return files.filter(blob -> !used.contains(blob.getFileName().toString()))
                    .toList();
        }
    }

    private Path indexFile() {
        return root.resolve("index.json");
    }

    static DiverException damaged(Descriptor descriptor, String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "A part of a kernel package is damaged: " + descriptor.digest() + ".",
                why,
                "diver doctor --repair finds what is damaged and removes it; then pull again.");
    }
}
