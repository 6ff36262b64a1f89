package dev.diver.core.catalog.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Challenge;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * How one registry is told who asks: by Basic, or by tokens that another service gives (RFC 7617; the distribution
 * project's "Token Authentication Specification" and "OAuth2 Token Authentication"). Thread-safe.
 */
final class Tokens {
    private static final int LIMIT = 64 << 10;

    /** What a token is good for where its service does not say, in seconds: the specification's. */
    private static final long USUAL_LIFE = 60;

    /** A token that is about to end is none, in seconds. */
    private static final long MARGIN = 5;

    private static final long LONGEST_LIFE = 3600;

    private final RegistryAddress address;
    private final RegistryLogins logins;
    private final OkHttpClient client;
    private final JsonMapper json = new JsonMapper();
    private final Map<Scope, Token> known = new ConcurrentHashMap<>();

    /** @param until in the JVM's nanoseconds */
    private record Token(String header, long until) {}

    Tokens(RegistryAddress address, RegistryLogins logins, OkHttpClient client) {
        this.address = address;
        this.logins = logins;
        this.client = client;
    }

    /** The header that was good for the scope a moment ago. */
    Optional<String> known(Scope scope) {
        return Optional.ofNullable(known.get(scope))
                .filter(token -> token.until() - System.nanoTime() > 0)
                .map(Token::header);
    }

    void forget(Scope scope) {
        known.remove(scope);
    }

    /** A header for what was refused; empty where there is no login, or no way that we know. */
    Optional<String> answer(Scope scope, List<Challenge> challenges) throws IOException {
        for (var challenge : challenges) {
            if (challenge.scheme().equalsIgnoreCase("bearer")) {
                return Optional.of(keep(scope, bearer(scope, challenge.authParams())));
            }
        }
        if (challenges.stream().anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("basic"))) {
            try (var login = logins.find(address.host()).orElse(null)) {
                return login == null || login.isToken()
                        ? Optional.empty()
                        : Optional.of(keep(scope, new Token(basic(login), Long.MAX_VALUE / 2 + System.nanoTime())));
            }
        }
        return Optional.empty();
    }

    private String keep(Scope scope, Token token) {
        known.put(scope, token);
        return token.header();
    }

    private static String basic(RegistryLogins.Login login) {
        return Credentials.basic(login.user(), new String(login.secret()), StandardCharsets.UTF_8);
    }

    private Token bearer(Scope scope, Map<String, String> parameters) throws IOException {
        var realm = HttpUrl.parse(parameters.getOrDefault("realm", ""));
        if (realm == null || !RegistryAddress.isSafe(realm) || RegistryAddress.isLoopback(realm) && !isLocal()) {
            throw new DiverException(
                    Problem.Kind.NOT_ALLOWED,
                    address.host() + " sends its users to a place that is not safe.",
                    "It asks for a token of \"" + realm + "\", which is neither https nor on this machine.",
                    "Tell whoever runs it.");
        }
        var service = parameters.getOrDefault("service", "");
        try (var login = logins.find(address.host()).orElse(null)) {
            if (login != null && !isRelated(realm)) {
                throw new DiverException(
                        Problem.Kind.NOT_ALLOWED,
                        address.host() + " sends its users to another host, " + realm.host() + ".",
                        "Your login would be told to whoever is there, so it was not sent.",
                        "Forget the login (diver catalog logout) to ask without one, or tell whoever runs the registry.");
            }
            return parse(fetch(
                    login != null && login.isToken()
                            ? exchange(realm, service, scope, login)
                            : ask(realm, service, scope, login)));
        }
    }

    private boolean isLocal() {
        return RegistryAddress.isLoopback(address.root());
    }

    /** The host itself, or one whose name ends alike: registry-1.docker.io and auth.docker.io. */
    private boolean isRelated(HttpUrl realm) {
        if (realm.host().equals(address.root().host())) {
            return true;
        }
        var domain = realm.topPrivateDomain();
        return isLocal() && RegistryAddress.isLoopback(realm)
                || domain != null && domain.equals(address.root().topPrivateDomain());
    }

    private static Request ask(HttpUrl realm, String service, Scope scope, RegistryLogins.Login login) {
        var request = new Request.Builder()
                .url(realm.newBuilder()
                        .addQueryParameter("service", service)
                        .addQueryParameter("scope", scope.toString())
                        .build());
        if (login != null) {
            request.header("Authorization", basic(login));
        }
        return request.build();
    }

    private static Request exchange(HttpUrl realm, String service, Scope scope, RegistryLogins.Login login) {
        return new Request.Builder()
                .url(realm)
                .post(new FormBody.Builder()
                        .add("grant_type", "refresh_token")
                        .add("service", service)
                        .add("client_id", "diver")
                        .add("scope", scope.toString())
                        .add("refresh_token", new String(login.secret()))
                        .build())
                .build();
    }

    private byte[] fetch(Request request) throws IOException {
        try (var response = client.newCall(request).execute()) {
            var bytes = response.body().byteStream().readNBytes(LIMIT + 1);
            if (!response.isSuccessful()) {
                var type = response.header("Content-Type", "");
                throw new RegistryTrouble(address)
                        .status(
                                "Getting a token from " + request.url().host(),
                                response.code() == 400 ? 401 : response.code(),
                                type,
                                bytes,
                                request.header("Authorization") != null);
            }
            if (bytes.length > LIMIT) {
                throw new IOException("a token of more than " + LIMIT + " bytes");
            }
            return bytes;
        }
    }

    private Token parse(byte[] answer) throws IOException {
        var tree = json.readTree(answer);
        var token = tree.path("token").asText(tree.path("access_token").asText(""));
        // As a header it must be one line of plain characters (RFC 6750, section 2.1).
        if (!token.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new IOException("what should be a token is none");
        }
        var life = Math.clamp(tree.path("expires_in").asLong(USUAL_LIFE), MARGIN + 1, LONGEST_LIFE);
        return new Token("Bearer " + token, System.nanoTime() + TimeUnit.SECONDS.toNanos(life - MARGIN));
    }
}
