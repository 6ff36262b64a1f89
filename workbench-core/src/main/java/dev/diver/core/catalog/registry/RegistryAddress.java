package dev.diver.core.catalog.registry;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Where a registry is, and which of its repositories are meant: {@code [https://]HOST[:PORT][/PREFIX]}. Plain http is
 * taken on loopback only, and is what is meant there where no scheme is written.
 *
 * @param root of the registry's interface, ends in {@code /v2/}
 * @param prefix before the names of repositories, without slashes around; empty for none
 */
public record RegistryAddress(HttpUrl root, String prefix) {
    private static final int LONGEST = 300;

    /** OCI distribution specification 1.1, "Pulling manifests": {@code <name>}. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");

    private static final int LONGEST_NAME = 255;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|::1");

    /** @throws DiverException INVALID */
    public static RegistryAddress parse(String text) {
        var hasScheme = text.contains("://");
        var plain = hasScheme ? text : "https://" + text;
        var url = text.length() > LONGEST || text.contains("..") || text.chars().anyMatch(c -> c <= ' ')
                ? null
                : HttpUrl.parse(plain);
        if (url == null || url.encodedQuery() != null || url.encodedFragment() != null) {
            throw invalid(text, "Write HOST or HOST:PORT/PREFIX, such as registry.example.org/kernels.");
        }
        return of(text, hasScheme || !isLoopback(url) ? url : onLoopback(url, text));
    }

    private static HttpUrl onLoopback(HttpUrl url, String text) {
        var port = text.matches("[^/]*[^:/\\]]:\\d+(/.*)?|\\[[^/]*\\]:\\d+(/.*)?") ? url.port() : 80;
        return url.newBuilder().scheme("http").port(port).build();
    }

    private static RegistryAddress of(String text, HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw invalid(text, "Passwords do not belong into an address; diver catalog login keeps them safely.");
        }
        if (!isSafe(url)) {
            throw invalid(text, "Plain http is taken on this machine only: others could change what comes.");
        }
        var prefix = String.join("/", url.pathSegments()).replaceAll("/+$", "");
        if (!prefix.isEmpty() && !isName(prefix)) {
            throw invalid(text, "\"" + prefix + "\" cannot be the beginning of a repository's name.");
        }
        return new RegistryAddress(
                new HttpUrl.Builder()
                        .scheme(url.scheme())
                        .host(url.host())
                        .port(url.port())
                        .addPathSegments("v2/")
                        .build(),
                prefix);
    }

    private static DiverException invalid(String text, String remedy) {
        return new DiverException(Problem.Kind.INVALID, "\"" + text + "\" is no registry.", "", remedy);
    }

    static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }

    static boolean isLoopback(HttpUrl url) {
        return LOOPBACK.matcher(url.host()).matches();
    }

    /** Whether nobody in between can read or change what is said. */
    static boolean isSafe(HttpUrl url) {
        return url.isHttps() || isLoopback(url);
    }

    /** Host, and port where it is not the usual one: what passwords are kept under. */
    public String host() {
        var name = root.host().contains(":") ? "[" + root.host() + "]" : root.host();
        return root.port() == HttpUrl.defaultPort(root.scheme()) ? name : name + ":" + root.port();
    }

    /** The whole name of a repository. */
    public String repository(String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    @Override
    public String toString() {
        return root.scheme() + "://" + host() + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
