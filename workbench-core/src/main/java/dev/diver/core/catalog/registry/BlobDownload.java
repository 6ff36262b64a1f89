package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Brings one blob into a file, and goes on where a cut connection, or an earlier process, left it. What is there is
 * digested as it comes: no more bytes than promised are written, and none that are others are kept. For one thread.
 */
final class BlobDownload {
    private static final int PIECE = 1 << 16;

    private final RegistryHttp http;
    private final Scope scope;
    private final HttpUrl url;
    private final Descriptor blob;
    private final String doing;
    private final LongConsumer progress;
    private final Cancellation cancellation;
    private MessageDigest digest = Digest.sha256();
    private long have;

    BlobDownload(
            RegistryHttp http,
            String repository,
            Descriptor blob,
            String doing,
            LongConsumer progress,
            Cancellation cancellation) {
        this.http = http;
        scope = new Scope(repository, false);
        url = http.url(repository, "blobs", blob.digest().toString());
        this.blob = blob;
        this.doing = doing;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param file may hold the beginning of the blob */
    void to(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            takeUp(channel);
            attempts(channel);
            channel.force(true);
        }
        if (!Digest.ofSum(digest.digest()).equals(blob.digest())) {
            Files.delete(file);
            throw wrong("Its digest is another than the one that was asked for.");
        }
    }

    private void takeUp(FileChannel channel) throws IOException {
        if (channel.size() > blob.size()) {
            channel.truncate(0);
        }
        var piece = ByteBuffer.allocate(PIECE);
        while (channel.read(piece) >= 0) {
            piece.flip();
            have += piece.remaining();
            digest.update(piece);
            piece.clear();
            cancellation.check();
        }
    }

    private void attempts(FileChannel channel) throws IOException {
        var patience = http.patience();
        var pause = patience.pause();
        for (var fruitless = 0; have < blob.size(); ) {
            var before = have;
            try {
                attempt(channel);
            } catch (IOException e) {
                cancellation.check();
                fruitless = have > before ? 0 : fruitless + 1;
                if (fruitless == patience.attempts()) {
                    throw http.trouble().network(doing, e);
                }
                pause = have > before ? patience.pause() : pause.multipliedBy(2);
                RegistryHttp.sleep(pause, cancellation);
            }
        }
    }

    private void attempt(FileChannel channel) throws IOException {
        var request = new Request.Builder().url(url);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        try (var answer = http.send(request.build(), scope, doing, cancellation)) {
            if (answer.status() == 200 || answer.status() == 416) {
                restart(channel);
            } else if (answer.status() != 206) {
                throw http.failure(answer, scope, doing);
            } else if (!answer.header("Content-Range").startsWith("bytes " + have + "-")) {
                throw wrong("It sends another part than the one that was asked for.");
            }
            if (answer.status() != 416) {
                take(answer.body(), channel);
            }
        }
    }

    /** It cannot send parts. */
    private void restart(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.position(0);
        digest = Digest.sha256();
        have = 0;
    }

    private void take(InputStream body, FileChannel channel) throws IOException {
        var piece = new byte[PIECE];
        var pace = new Pace(http.patience());
        for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
            cancellation.check();
            if (have + count > blob.size()) {
                throw wrong("It sends more than the " + blob.size() + " bytes that were promised.");
            }
            var bytes = ByteBuffer.wrap(piece, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            digest.update(piece, 0, count);
            have += count;
            progress.accept(have);
            pace.came(count);
        }
        if (have < blob.size()) {
            throw new IOException("it ended after " + have + " of " + blob.size() + " bytes");
        }
    }

    private DiverException wrong(String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                doing + " failed: what the registry sends is not what it promised.",
                why,
                "Nothing of it was kept. Try a mirror, or tell whoever runs the registry.");
    }
}
