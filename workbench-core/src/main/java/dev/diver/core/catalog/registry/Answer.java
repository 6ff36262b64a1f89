package dev.diver.core.catalog.registry;

import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** What a registry answered; its body is read as it comes, and can be cancelled. For one thread. */
final class Answer implements AutoCloseable {
    private final Response response;
    private final Cancellation.AutoCloseableAction registration;

    Answer(Response response, Cancellation.AutoCloseableAction registration) {
        this.response = response;
        this.registration = registration;
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
        var bytes = body().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("an answer of more than " + limit + " bytes");
        }
        return bytes;
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
