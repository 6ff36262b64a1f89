package dev.diver.core.home;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Diver keeps its state. XDG base directories by default; {@code DIVER_HOME} overrides all of them.
 *
 * @param config what the person set: trust, window state, catalogs
 * @param data what must not be lost: catalog, pulled kernels, runs
 * @param cache what can be made again: unpacked kernels, search index, accelerator verdict
 * @param runtime sockets of running dives; private to the user, on a short path because of the 107 bytes of a UNIX
 *     socket address (unix(7))
 * @param assets the shipped sources: {@code kernels/}, {@code templates/}; read only
 */
public record DiverHome(Path config, Path data, Path cache, Path runtime, Path assets) {

    /** @param environment usually {@code System.getenv()} */
    public static DiverHome fromEnvironment(Map<String, String> environment, Path assets) {
        var override = environment.getOrDefault("DIVER_HOME", "");
        if (!override.isEmpty()) {
            return in(Path.of(override).toAbsolutePath(), assets);
        }
        var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new DiverHome(
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
                xdg(environment, "XDG_RUNTIME_DIR", home.resolve(".cache")).resolve("run"),
                assets);
    }

    /** Everything below one directory, as {@code DIVER_HOME} asks for and tests use. */
    public static DiverHome in(Path root, Path assets) {
        return new DiverHome(
                root.resolve("config"), root.resolve("data"), root.resolve("cache"), root.resolve("run"), assets);
    }

    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        var value = environment.getOrDefault(variable, "");
        // The XDG specification tells to ignore relative paths.
        var base = value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
        return base.resolve("diver");
    }
}
