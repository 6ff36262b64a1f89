package dev.diver.core.catalog.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.secret.SecretProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Logins that docker (and podman, skopeo) have: from the credential helpers that its {@code config.json} names, or from
 * that file (Docker CLI reference, "docker login", "Credential stores" and "Credential helper protocol"). Thread-safe.
 */
public final class DockerLogins implements RegistryLogins {
    private static final long LIMIT = 1 << 20;
    private static final Pattern HELPER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** How docker writes the place of its own hub. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("registry-1.docker.io", "https://index.docker.io/v1/");

    private final Path file;
    private final HostProgram programs;
    private final JsonMapper json = new JsonMapper();

    /** @param environment for {@code DOCKER_CONFIG} and {@code HOME} */
    public DockerLogins(Map<String, String> environment, HostProgram programs) {
        var folder = environment.getOrDefault("DOCKER_CONFIG", "");
        file = (folder.isEmpty() ? Path.of(environment.getOrDefault("HOME", "/"), ".docker") : Path.of(folder))
                .resolve("config.json");
        this.programs = programs;
    }

    @Override
    public Optional<Login> find(String host) {
        var settings = read();
        for (var name : List.of(OTHER_NAMES.getOrDefault(host, host), "https://" + host)) {
            var helper = settings.path("credHelpers")
                    .path(name)
                    .asText(settings.path("credsStore").asText(""));
            var found = helper.isEmpty() ? written(settings.path("auths").path(name)) : ask(helper, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private JsonNode read() {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LIMIT
                    ? json.readTree(Files.readAllBytes(file))
                    : json.createObjectNode();
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.INVALID,
                            "Docker's logins cannot be read.",
                            file + ": " + e.getMessage(),
                            "Mend the file, or log in with diver catalog login."),
                    e);
        }
    }

    private static Optional<Login> written(JsonNode entry) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(entry.path("auth").asText(""));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        var text = new String(decoded, StandardCharsets.UTF_8);
        Arrays.fill(decoded, (byte) 0);
        var colon = text.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new Login(
                        text.substring(0, colon), text.substring(colon + 1).toCharArray()));
    }

    private Optional<Login> ask(String helper, String host) {
        if (!HELPER.matcher(helper).matches()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + helper + "\" is no name of a credential helper.",
                    "It is in " + file,
                    "");
        }
        var program = programs.require(
                "docker-credential-" + helper, "golang-docker-credential-helpers", "for the logins in " + file);
        byte[] answer;
        try {
            answer = SecretProgram.run(
                    List.of(program.toString(), "get"), (host + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The credential helper " + helper + " does not answer.",
                            String.valueOf(e.getMessage()),
                            "Try it by hand: echo " + host + " | docker-credential-" + helper + " get"),
                    e);
        }
        try {
            var said = json.readTree(answer);
            var user = said.path("Username").asText("");
            return user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Login(user, said.path("Secret").asText("").toCharArray()));
        } catch (IOException notFound) {
            // It says so in words, and ends with 1.
            return Optional.empty();
        } finally {
            Arrays.fill(answer, (byte) 0);
        }
    }
}
