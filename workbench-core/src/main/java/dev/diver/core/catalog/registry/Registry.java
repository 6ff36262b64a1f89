package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.Registries.Greeting;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A registry, as the OCI distribution specification 1.1 has it. What it says is not believed: sizes are bounded and
 * digests checked. Methods block, throw {@link DiverException} in words, and may be called from any thread; names of
 * repositories are whole ones, see {@link RegistryAddress#repository}.
 */
public final class Registry implements AutoCloseable {
    /** Of a repository; more are nothing that a person made. */
    private static final int MOST_TAGS = 100_000;

    private static final int PAGE_LIMIT = 4 << 20;
    private static final String ACCEPTED = ImageManifest.MEDIA_TYPE + ", " + ImageIndex.MEDIA_TYPE;

    private final RegistryAddress address;
    private final RegistryHttp http;
    private final OciJson json;
    private final Referrers referrers;

    /** @param authority a file of certificates (PEM) that are taken beside the usual ones */
    public Registry(RegistryAddress address, RegistryLogins logins, Optional<Path> authority, OciJson json) {
        this(address, new RegistryHttp(address, logins, authority, Patience.USUAL), json);
    }

    Registry(RegistryAddress address, RegistryHttp http, OciJson json) {
        this.address = address;
        this.http = http;
        this.json = json;
        referrers = new Referrers(this, http, json);
    }

    public RegistryAddress address() {
        return address;
    }

    /** Whether there is a registry at all (specification, "Determining Support"). */
    public Greeting greet(Cancellation cancellation) {
        var doing = "Asking " + address.host();
        try (var answer = http.plain(new Request.Builder().url(address.root()).build(), cancellation)) {
            if (answer.type().contains("html")) {
                throw http.trouble()
                        .nonsense(doing, "It answers with a web page; perhaps a proxy or another service is there.");
            }
            return switch (answer.status()) {
                case 200 -> Greeting.OPEN;
                case 401 -> Greeting.WANTS_LOGIN;
                default -> throw http.trouble().nonsense(doing, "Its status is " + answer.status() + ".");
            };
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    /**
     * A manifest or an index, whole.
     *
     * @param descriptor its digest is of the bytes, whatever the registry says
     */
    public record Stored(Descriptor descriptor, byte[] bytes) {}

    /** @param reference a tag or a digest; of a digest, the very bytes */
    public Optional<Stored> manifest(String repository, String reference, Cancellation cancellation) {
        var doing = "Reading " + repository + " " + reference;
        var scope = new Scope(repository, false);
        var request = new Request.Builder()
                .url(http.url(repository, "manifests", reference))
                .header("Accept", ACCEPTED)
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            if (answer.status() == 404) {
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw http.failure(answer, scope, doing);
            }
            if (answer.type().contains("html")) {
                throw http.trouble()
                        .nonsense(doing, "It answers with a web page; perhaps a proxy or another service is there.");
            }
            return Optional.of(checked(answer.bytes((int) OciLayout.MANIFEST_LIMIT), answer, reference, doing));
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    private Stored checked(byte[] bytes, Answer answer, String reference, String doing) {
        var digest = Digest.of(bytes);
        var promised = reference.startsWith("sha256:") ? reference : answer.header("Docker-Content-Digest");
        if (promised.startsWith("sha256:") && !promised.equals(digest.toString())) {
            throw http.trouble()
                    .nonsense(doing, "What it sends has the digest " + digest + " and not " + promised + ".");
        }
        return new Stored(Descriptor.blob(answer.type(), digest, bytes.length), bytes);
    }

    /** Bytes of one of its manifests, as an image manifest. */
    public ImageManifest image(Stored stored) {
        var manifest = json.read(
                stored.bytes(),
                ImageManifest.class,
                "Manifest " + stored.descriptor().digest());
        if (manifest.config() == null
                || manifest.blobs().anyMatch(blob -> blob == null || blob.digest() == null || blob.size() < 0)) {
            throw new DiverException(
                    Problem.Kind.DAMAGED, stored.descriptor().digest() + " is no image manifest.", "", "");
        }
        return manifest;
    }

    /** Puts a manifest under a tag or its own digest; its blobs are there already. */
    public void putManifest(
            String repository, String reference, String mediaType, byte[] manifest, Cancellation cancellation) {
        put(repository, reference, mediaType, manifest, cancellation).close();
    }

    Answer put(String repository, String reference, String mediaType, byte[] manifest, Cancellation cancellation) {
        var request = new Request.Builder()
                .url(http.url(repository, "manifests", reference))
                .put(RequestBody.create(manifest, MediaType.get(mediaType)))
                .build();
        return http.expect(
                201, request, new Scope(repository, true), "Writing " + repository + ":" + reference, cancellation);
    }

    /** Deletes a manifest and its tags; false where the registry does not let one. */
    public boolean delete(String repository, Digest manifest, Cancellation cancellation) {
        return delete(repository, manifest.toString(), cancellation);
    }

    /** Removes a tag alone, which fewer registries let one than {@link #delete}; false where this one does not. */
    public boolean untag(String repository, String tag, Cancellation cancellation) {
        return delete(repository, tag, cancellation);
    }

    private boolean delete(String repository, String reference, Cancellation cancellation) {
        var doing = "Deleting from " + repository;
        var scope = Scope.deleting(repository);
        var request = new Request.Builder()
                .url(http.url(repository, "manifests", reference))
                .delete()
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            if (answer.status() >= 500 && answer.status() != 501) {
                throw http.failure(answer, scope, doing);
            }
            return answer.status() == 202 || answer.status() == 404;
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    /**
     * A small blob, verified.
     *
     * @param limit in bytes
     */
    public byte[] blob(String repository, Descriptor blob, int limit, Cancellation cancellation) {
        var doing = "Reading a part of " + repository;
        if (blob.size() < 0 || blob.size() > limit) {
            throw http.trouble()
                    .nonsense(doing, "It should have " + blob.size() + " bytes; at most " + limit + " are taken.");
        }
        var request = new Request.Builder()
                .url(http.url(repository, "blobs", blob.digest().toString()))
                .build();
        try (var answer = http.expect(200, request, new Scope(repository, false), doing, cancellation)) {
            var bytes = answer.bytes((int) blob.size());
            if (!Digest.of(bytes).equals(blob.digest())) {
                throw http.trouble().nonsense(doing, "It sends other bytes than those that were asked for.");
            }
            return bytes;
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    /**
     * Brings a blob into a file, verified; goes on where an earlier attempt left the file.
     *
     * @param progress gets how many bytes there are
     */
    public void download(
            String repository, Descriptor blob, Path file, LongConsumer progress, Cancellation cancellation)
            throws IOException {
        new BlobDownload(http, repository, blob, "Downloading from " + repository, progress, cancellation).to(file);
    }

    /**
     * Brings a file to the registry, unless it has it already.
     *
     * @param mountFrom a repository that may have it, or empty
     */
    public void upload(
            String repository,
            Descriptor blob,
            Path file,
            String mountFrom,
            LongConsumer progress,
            Cancellation cancellation) {
        new BlobUpload(http, repository, blob, "Uploading to " + repository, progress, cancellation)
                .from(file, mountFrom);
    }

    /** All tags of a repository; none where there is no such repository. */
    public List<String> tags(String repository, Cancellation cancellation) {
        var doing = "Listing " + repository;
        var scope = new Scope(repository, false);
        var tags = new ArrayList<String>();
        Optional<HttpUrl> page = Optional.of(http.url(repository, "tags", "list"));
        while (page.isPresent() && tags.size() < MOST_TAGS) {
            var request = new Request.Builder().url(page.get()).build();
            try (var answer = http.send(request, scope, doing, cancellation)) {
                if (answer.status() == 404) {
                    return List.of();
                }
                if (answer.status() != 200) {
                    throw http.failure(answer, scope, doing);
                }
                var listed = json.read(answer.bytes(PAGE_LIMIT), TagList.class, "The list of tags");
                tags.addAll(listed.tags());
                page = listed.tags().isEmpty() ? Optional.empty() : next(answer, doing);
            } catch (IOException e) {
                cancellation.check();
                throw http.trouble().network(doing, e);
            }
        }
        return List.copyOf(tags);
    }

    private record TagList(List<String> tags) {
        TagList {
            tags = tags == null
                    ? List.of()
                    : tags.stream().filter(tag -> tag != null).toList();
        }
    }

    /** RFC 8288, as the specification's "Listing Tags" uses it. */
    private Optional<HttpUrl> next(Answer answer, String doing) {
        var link = answer.header("Link");
        var end = link.indexOf('>');
        return link.startsWith("<") && end > 0 && link.contains("rel=\"next\"")
                ? Optional.of(http.next(answer.url(), link.substring(1, end), doing))
                : Optional.empty();
    }

    /** What others say about a manifest: descriptors of manifests whose subject it is. */
    public List<Descriptor> referrers(
            String repository, Digest subject, String artifactType, Cancellation cancellation) {
        return referrers.of(repository, subject, artifactType, cancellation);
    }

    /** Puts a manifest that has a subject, so that it is found by it whatever the registry can. */
    public Descriptor putReferrer(String repository, ImageManifest manifest, Cancellation cancellation) {
        return referrers.put(repository, manifest, cancellation);
    }

    @Override
    public void close() {
        http.close();
    }
}
