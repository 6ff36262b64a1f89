package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Brings a file to a registry in pieces (OCI distribution specification 1.1, "Pushing a blob in chunks"). A piece that a
 * cut connection swallowed cannot be sent again in the same upload: the whole begins anew. For one thread.
 */
final class BlobUpload {
    /** Bytes; registries in use take from 5 MB on. */
    static final int PIECE = 8 << 20;

    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final RegistryHttp http;
    private final String repository;
    private final Scope scope;
    private final Descriptor blob;
    private final String doing;
    private final LongConsumer progress;
    private final Cancellation cancellation;

    BlobUpload(
            RegistryHttp http,
            String repository,
            Descriptor blob,
            String doing,
            LongConsumer progress,
            Cancellation cancellation) {
        this.http = http;
        this.repository = repository;
        scope = new Scope(repository, true);
        this.blob = blob;
        this.doing = doing;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param mountFrom a repository of the same registry that has the blob, or empty */
    void from(Path file, String mountFrom) {
        if (isThere()) {
            progress.accept(blob.size());
            return;
        }
        var pause = http.patience().pause();
        for (var attempt = 1; ; attempt++) {
            try (var channel = FileChannel.open(file)) {
                upload(channel, mountFrom);
                return;
            } catch (IOException e) {
                cancellation.check();
                if (attempt == http.patience().attempts()) {
                    throw http.trouble().network(doing, e);
                }
                RegistryHttp.sleep(pause, cancellation);
                pause = pause.multipliedBy(2);
            }
        }
    }

    private boolean isThere() {
        var request = new Request.Builder()
                .url(http.url(repository, "blobs", blob.digest().toString()))
                .head()
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            return switch (answer.status()) {
                case 200 -> true;
                case 404 -> false;
                default -> throw http.failure(answer, scope, doing);
            };
        } catch (IOException e) {
            cancellation.check();
            throw http.trouble().network(doing, e);
        }
    }

    private void upload(FileChannel channel, String mountFrom) throws IOException {
        var begin = http.url(repository, "blobs", "uploads", "").newBuilder();
        if (!mountFrom.isEmpty()) {
            begin.addQueryParameter("mount", blob.digest().toString()).addQueryParameter("from", mountFrom);
        }
        HttpUrl place;
        try (var answer = http.send(
                new Request.Builder().url(begin.build()).post(RequestBody.EMPTY).build(), scope, doing, cancellation)) {
            if (answer.status() == 201) {
                progress.accept(blob.size());
                return;
            }
            place = place(answer, 202);
        }
        for (long at = 0; at < blob.size(); at += PIECE) {
            place = piece(channel, place, at, (int) Math.min(PIECE, blob.size() - at));
            progress.accept(Math.min(blob.size(), at + PIECE));
        }
        finish(place);
    }

    private HttpUrl piece(FileChannel channel, HttpUrl place, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new DiverException(
                        Problem.Kind.DAMAGED, doing + " failed: a file became shorter as it was read.", "", "");
            }
        }
        var request = new Request.Builder()
                .url(place)
                .header("Content-Range", from + "-" + (from + length - 1))
                .patch(RequestBody.create(bytes.array(), BYTES))
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            return place(answer, 202);
        }
    }

    private void finish(HttpUrl place) throws IOException {
        var request = new Request.Builder()
                .url(place.newBuilder()
                        .addQueryParameter("digest", blob.digest().toString())
                        .build())
                .put(RequestBody.EMPTY)
                .build();
        try (var answer = http.send(request, scope, doing, cancellation)) {
            if (answer.status() != 201) {
                throw refused(answer);
            }
        }
    }

    private HttpUrl place(Answer answer, int expected) throws IOException {
        if (answer.status() != expected) {
            throw refused(answer);
        }
        return http.next(answer.url(), answer.header("Location"), doing);
    }

    /** An upload that the registry has lost, or is in trouble with, is begun anew. */
    private IOException refused(Answer answer) {
        return switch (answer.status()) {
            case 404, 416, 500, 502, 504 -> new IOException("the registry lost the upload: status " + answer.status());
            default -> throw http.failure(answer, scope, doing);
        };
    }
}
