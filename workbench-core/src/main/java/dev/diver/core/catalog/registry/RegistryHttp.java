package dev.diver.core.catalog.registry;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Requests to one registry: with who asks, along redirects but never with a login to another host, again after a pause
 * where it is busy, cancelled at once. Thread-safe.
 */
final class RegistryHttp implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final int ERROR_LIMIT = 64 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RegistryAddress address;
    private final RegistryTrouble trouble;
    private final Patience patience;
    private final OkHttpClient client;
    private final Tokens tokens;

    RegistryHttp(RegistryAddress address, RegistryLogins logins, Optional<Path> authority, Patience patience) {
        this.address = address;
        this.patience = patience;
        trouble = new RegistryTrouble(address);
        var builder = new OkHttpClient.Builder()
                .connectTimeout(patience.connect())
                .readTimeout(patience.silence())
                .writeTimeout(patience.silence())
                // Ours to follow: a login does not go along.
                .followRedirects(false)
                .followSslRedirects(false);
        RegistryTls.apply(authority, builder);
        client = builder.build();
        tokens = new Tokens(
                address,
                logins,
                client.newBuilder().callTimeout(patience.silence()).build());
    }

    RegistryTrouble trouble() {
        return trouble;
    }

    Patience patience() {
        return patience;
    }

    HttpUrl url(String repository, String... rest) {
        if (!RegistryAddress.isName(repository)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + repository + "\" is no name of a repository.",
                    "",
                    "Names are lower-case words joined by -, _ or . and separated by slashes.");
        }
        var url = address.root().newBuilder().setPathSegment(1, repository.split("/", -1)[0]);
        var words = repository.split("/", -1);
        for (var at = 1; at < words.length; at++) {
            url.addPathSegment(words[at]);
        }
        for (var segment : rest) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    /** A place that the registry named for going on: its own, or it would get what is ours alone. */
    HttpUrl next(HttpUrl from, String location, String doing) {
        var url = location.isEmpty() ? null : from.resolve(location);
        if (url == null || !isOurs(url)) {
            throw trouble.nonsense(doing, "It sends what belongs to it to another place, \"" + url + "\".");
        }
        return url;
    }

    private boolean isOurs(HttpUrl url) {
        var root = address.root();
        return url.scheme().equals(root.scheme()) && url.host().equals(root.host()) && url.port() == root.port();
    }

    /**
     * Asks, and gives the answer whatever its status; redirects and refusals for want of a login are dealt with.
     *
     * @param doing what it is for, such as "Pulling snorkel:0.1.0"
     * @throws IOException where the connection breaks
     */
    Answer send(Request request, Scope scope, String doing, Cancellation cancellation) throws IOException {
        var pause = patience.pause();
        for (var attempt = 1; ; attempt++) {
            var answer = allowed(request, scope, cancellation);
            var busy = isPassing(request, answer.status());
            if (!busy || attempt == patience.attempts()) {
                return answer;
            }
            var wanted = asked(answer, pause);
            answer.close();
            if (wanted.compareTo(LONGEST_WAIT) > 0) {
                throw new DiverException(
                        Problem.Kind.RATE_LIMITED,
                        doing + " failed: " + address.host() + " was asked too often.",
                        "It wants to be left alone for " + wanted.toSeconds() + " seconds.",
                        "Do it again then, or log in: who is known may often ask more.");
            }
            sleep(wanted, cancellation);
            pause = pause.multipliedBy(2);
        }
    }

    /** Asks without saying who asks, and takes the first answer. */
    Answer plain(Request request, Cancellation cancellation) throws IOException {
        return redirected(request, Optional.empty(), cancellation);
    }

    /** Registries in use answer 500 too while what is asked for is being written; asking again changes nothing there. */
    private static boolean isPassing(Request request, int status) {
        return status == 429
                || status == 503
                || request.method().equals("GET") && (status == 500 || status == 502 || status == 504);
    }

    /** As {@link #send}, where only one status is a success; all others, and broken connections, are told in words. */
    Answer expect(int status, Request request, Scope scope, String doing, Cancellation cancellation) {
        try {
            var answer = send(request, scope, doing, cancellation);
            if (answer.status() != status) {
                throw failure(answer, scope, doing);
            }
            return answer;
        } catch (IOException e) {
            cancellation.check();
            throw trouble.network(doing, e);
        }
    }

    /** In words; the answer is closed. */
    DiverException failure(Answer answer, Scope scope, String doing) {
        try (answer) {
            return trouble.status(
                    doing,
                    answer.status(),
                    answer.type(),
                    answer.beginning(ERROR_LIMIT),
                    tokens.known(scope).isPresent());
        } catch (IOException e) {
            return trouble.network(doing, e);
        }
    }

    private Answer allowed(Request request, Scope scope, Cancellation cancellation) throws IOException {
        var known = tokens.known(scope);
        var answer = redirected(request, known, cancellation);
        if (answer.status() != 401) {
            return answer;
        }
        tokens.forget(scope);
        var challenges = answer.response().challenges();
        var header = tokens.answer(scope, challenges);
        if (header.isEmpty() || header.equals(known)) {
            return answer;
        }
        answer.close();
        return redirected(request, header, cancellation);
    }

    private Answer redirected(Request first, Optional<String> authorization, Cancellation cancellation)
            throws IOException {
        var request = first;
        for (var redirects = 0; ; redirects++) {
            var answer = call(request, authorization, cancellation);
            if (!isRedirect(answer)) {
                return answer;
            }
            var target = answer.url().resolve(answer.header("Location"));
            answer.close();
            if (redirects == MOST_REDIRECTS) {
                throw new IOException("redirected more than " + MOST_REDIRECTS + " times");
            }
            if (target == null || !isAllowed(target)) {
                throw new IOException("redirected to \"" + target + "\", which is not safe");
            }
            request = first.newBuilder().url(target).build();
        }
    }

    /** Places for what was asked with GET and HEAD; uploads go on at a place of the registry's own. */
    private static boolean isRedirect(Answer answer) {
        var reads = answer.response().request().method().matches("GET|HEAD");
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> reads;
            default -> false;
        };
    }

    private boolean isAllowed(HttpUrl target) {
        return target.isHttps() && !RegistryAddress.isLoopback(target)
                || RegistryAddress.isLoopback(target) && RegistryAddress.isLoopback(address.root());
    }

    private Answer call(Request request, Optional<String> authorization, Cancellation cancellation) throws IOException {
        cancellation.check();
        var whole = request.newBuilder().header("User-Agent", "diver");
        if (isOurs(request.url())) {
            authorization.ifPresent(header -> whole.header("Authorization", header));
        }
        var call = client.newCall(whole.build());
        var registration = cancellation.onCancel(call::cancel);
        // What has no body is sent at once: an answer that begins later, a byte now and then, is none.
        // It is known to be late before it is broken off: the caller hears of that at once.
        var isLate = new AtomicBoolean();
        var late = request.body() == null
                ? runAsync(
                        () -> {
                            isLate.set(true);
                            call.cancel();
                        },
                        delayedExecutor(patience.silence().toMillis(), TimeUnit.MILLISECONDS))
                : new CompletableFuture<Void>();
        try {
            return new Answer(call.execute(), registration, patience);
        } catch (IOException | RuntimeException e) {
            registration.close();
            if (isLate.get()) {
                throw new SocketTimeoutException(
                        "no answer in " + patience.silence().toSeconds() + " seconds");
            }
            throw e;
        } finally {
            late.cancel(false);
        }
    }

    /** RFC 9110, section 10.2.3, in seconds; dates are not worth it. */
    private static Duration asked(Answer answer, Duration otherwise) {
        var after = answer.header("Retry-After");
        return after.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(after)) : otherwise;
    }

    static void sleep(Duration duration, Cancellation cancellation) {
        var end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            cancellation.check();
            try {
                TimeUnit.MILLISECONDS.sleep(Math.min(50, Math.max(1, duration.toMillis())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DiverException(Problem.Kind.CANCELLED, "Cancelled.", "", "");
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
