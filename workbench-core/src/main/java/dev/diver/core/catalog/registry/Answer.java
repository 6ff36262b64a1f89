package dev.diver.core.catalog.registry;

import dev.diver.core.job.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** What a registry answered; its body is read as it comes, and can be cancelled. For one thread. */
final class Answer implements AutoCloseable {
    private static final int PIECE = 1 << 13;

    private final Response response;
    private final Cancellation.AutoCloseableAction registration;
    private final Patience patience;

    Answer(Response response, Cancellation.AutoCloseableAction registration, Patience patience) {
        this.response = response;
        this.registration = registration;
        this.patience = patience;
    }

    int status() {
        return response.code();
    }

    HttpUrl url() {
        return response.request().url();
    }

    /** Empty where it is not there. */
    String header(String name) {
        var value = response.header(name);
        return value == null ? "" : value;
    }

    /** Without parameters, in lower case. */
    String type() {
        return header("Content-Type").replaceAll(";.*", "").strip().toLowerCase(java.util.Locale.ROOT);
    }

    InputStream body() {
        return response.body().byteStream();
    }

    /** Of all, or fails where there are more than so many. */
    byte[] bytes(int limit) throws IOException {
        var bytes = beginning(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("an answer of more than " + limit + " bytes");
        }
        return bytes;
    }

    /** At most so many bytes; fails where they come so slowly that it must be on purpose. */
    byte[] beginning(int most) throws IOException {
        var pace = new Pace(patience);
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        for (var count = 0; count >= 0 && bytes.size() < most; ) {
            count = body().read(piece, 0, Math.min(piece.length, most - bytes.size()));
            if (count > 0) {
                bytes.write(piece, 0, count);
                pace.came(count);
            }
        }
        return bytes.toByteArray();
    }

    Response response() {
        return response;
    }

    @Override
    public void close() {
        registration.close();
        response.close();
    }
}
