package dev.diver.core.catalog.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.registry.RegistryLogins.Login;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    @TempDir
    Path folder;

    /** What a desktop keeps. */
    private static final class Desktop implements Secrets {
        private final Map<String, char[]> kept = new HashMap<>();

        @Override
        public Optional<char[]> find(String name) {
            return Optional.ofNullable(kept.get(name)).map(char[]::clone);
        }

        @Override
        public void keep(String name, char[] secret) {
            kept.put(name, secret.clone());
        }

        @Override
        public void forget(String name) {
            kept.remove(name);
        }
    }

    private DockerLogins docker(String settings) throws IOException {
        Files.writeString(folder.resolve("config.json"), settings);
        return new DockerLogins(Map.of("DOCKER_CONFIG", folder.toString()), new HostProgram(folder + ":/usr/bin:/bin"));
    }

    private void helper(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theDesktopKeepsThem() {
        var logins = new KeptLogins(Optional.of(new Desktop()), RegistryLogins.NONE);
        logins.keep("lab.example:5000", new Login("ali", "open\nsesame".toCharArray()));
        var found = logins.find("lab.example:5000").orElseThrow();
        assertEquals("ali", found.user());
        assertArrayEquals("open\nsesame".toCharArray(), found.secret());
        assertEquals(Optional.empty(), logins.find("lab.example"));
        logins.forget("lab.example:5000");
        assertEquals(Optional.empty(), logins.find("lab.example:5000"));
    }

    @Test
    void noFileOfOursKeepsThem() {
        var logins = new KeptLogins(Optional.empty(), RegistryLogins.NONE);
        var failure = assertThrows(
                DiverException.class, () -> logins.keep("lab.example", new Login("ali", "x".toCharArray())));
        assertEquals(Problem.Kind.MISSING_TOOL, failure.problem().kind());
        logins.forget("lab.example");
    }

    @Test
    void dockersHelperIsAskedByItsProtocol() throws IOException {
        helper("test", """
                [ "$1" = get ] || exit 2
                read -r host
                [ "$host" = lab.example ] || { echo "credentials not found in native keychain"; exit 1; }
                echo '{"ServerURL":"lab.example","Username":"ali","Secret":"open sesame"}'
                """);
        var logins = new KeptLogins(Optional.of(new Desktop()), docker("{\"credsStore\":\"test\"}"));
        var found = logins.find("lab.example").orElseThrow();
        assertEquals("ali", found.user());
        assertArrayEquals("open sesame".toCharArray(), found.secret());
        assertEquals(Optional.empty(), logins.find("other.example"));
    }

    @Test
    void aHostMayHaveAHelperOfItsOwn() throws IOException {
        helper("one", "echo '{\"Username\":\"one\",\"Secret\":\"1\"}'\n");
        helper("all", "echo '{\"Username\":\"all\",\"Secret\":\"2\"}'\n");
        var logins = docker("{\"credsStore\":\"all\",\"credHelpers\":{\"lab.example\":\"one\"}}");
        assertEquals("one", logins.find("lab.example").orElseThrow().user());
        assertEquals("all", logins.find("other.example").orElseThrow().user());
    }

    @Test
    void dockersOwnFileIsReadToo() throws IOException {
        var logins =
                docker("{\"auths\":{\"lab.example\":{\"auth\":\"YWxpOm9wZW46c2VzYW1l\"},\"bad\":{\"auth\":\"?\"}}}");
        var found = logins.find("lab.example").orElseThrow();
        assertEquals("ali", found.user());
        assertArrayEquals("open:sesame".toCharArray(), found.secret());
        assertEquals(Optional.empty(), logins.find("bad"));
    }

    @Test
    void whatIsWrongIsToldInWords() throws IOException {
        assertEquals(
                Problem.Kind.MISSING_TOOL,
                assertThrows(
                                DiverException.class,
                                () -> docker("{\"credsStore\":\"gone\"}").find("lab.example"))
                        .problem()
                        .kind());
        assertEquals(
                Problem.Kind.INVALID,
                assertThrows(
                                DiverException.class,
                                () -> docker("{\"credsStore\":\"../x\"}").find("lab.example"))
                        .problem()
                        .kind());
        assertEquals(
                Problem.Kind.INVALID,
                assertThrows(DiverException.class, () -> docker("{").find("lab.example"))
                        .problem()
                        .kind());
        Files.delete(folder.resolve("config.json"));
        assertEquals(
                Optional.empty(),
                new DockerLogins(Map.of("HOME", folder.toString()), new HostProgram("/usr/bin")).find("lab.example"));
    }
}
