package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's docker-registry. */
@Timeout(180)
class RegistryTest {
    private static final String TYPE = "application/vnd.example.thing.v1";

    /** "open sesame", as crypt(3) makes it. */
    private static final String USER = "ali:$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW";

    @TempDir
    Path folder;

    private final OciJson json = new OciJson();
    private final Cancellation never = new Cancellation();

    @Test
    void bringsThereWhatItBringsBack() throws Exception {
        try (var server = DockerRegistry.open(folder);
                var registry = registry(server.address(), RegistryLogins.NONE)) {
            // More than one piece, and not a whole number of them.
            var large = random(BlobUpload.PIECE + 12345);
            var layer = upload(registry, "lab/kernel", "large", large);
            var config = upload(registry, "lab/kernel", "config", "{}".getBytes(StandardCharsets.UTF_8));
            var manifest =
                    json.write(new ImageManifest(2, ImageManifest.MEDIA_TYPE, TYPE, config, List.of(layer), Map.of()));
            registry.putManifest("lab/kernel", "1.0", ImageManifest.MEDIA_TYPE, manifest, never);

            var stored = registry.manifest("lab/kernel", "1.0", never).orElseThrow();
            assertArrayEquals(manifest, stored.bytes());
            assertEquals(Digest.of(manifest), stored.descriptor().digest());
            assertEquals(List.of(layer), registry.image(stored).layers());
            assertEquals(List.of("1.0"), registry.tags("lab/kernel", never));
            assertEquals(List.of(), registry.tags("lab/none", never));
            assertEquals(Optional.empty(), registry.manifest("lab/kernel", "2.0", never));

            var back = folder.resolve("back");
            var seen = new ArrayList<Long>();
            registry.download("lab/kernel", layer, back, seen::add, never);
            assertArrayEquals(large, Files.readAllBytes(back));
            assertEquals(layer.size(), seen.getLast());
        }
    }

    @Test
    void goesOnWhereAnEarlierProcessWasCut() throws Exception {
        try (var server = DockerRegistry.open(folder);
                var registry = registry(server.address(), RegistryLogins.NONE)) {
            var content = random(300_000);
            var blob = upload(registry, "kernel", "content", content);
            var part = folder.resolve("part");
            Files.write(part, java.util.Arrays.copyOf(content, 200_000));
            var seen = new ArrayList<Long>();
            registry.download("kernel", blob, part, seen::add, never);
            assertArrayEquals(content, Files.readAllBytes(part));
            assertTrue(seen.getFirst() > 200_000, seen.toString());

            // What was there is other than what the registry has.
            Files.write(part, new byte[1000]);
            var failure = assertThrows(
                    DiverException.class, () -> registry.download("kernel", blob, part, done -> {}, never));
            assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
            assertFalse(Files.exists(part));
        }
    }

    @Test
    void uploadsNothingTwiceAndMountsWhatAnotherRepositoryHas() throws Exception {
        try (var server = DockerRegistry.open(folder);
                var registry = registry(server.address(), RegistryLogins.NONE)) {
            var content = random(1000);
            var blob = upload(registry, "one", "content", content);
            var gone = Files.write(folder.resolve("gone"), content);
            Files.delete(gone);
            // It is not even looked at.
            registry.upload("one", blob, gone, "", done -> {}, never);
            var file = Files.write(folder.resolve("there"), new byte[1000]);
            registry.upload("two", blob, file, "one", done -> {}, never);
            var back = folder.resolve("back");
            registry.download("two", blob, back, done -> {}, never);
            assertArrayEquals(content, Files.readAllBytes(back));
        }
    }

    @Test
    void keepsWhatIsSaidAboutAManifest() throws Exception {
        try (var server = DockerRegistry.open(folder);
                var registry = registry(server.address(), RegistryLogins.NONE)) {
            var config = upload(registry, "kernel", "config", "{}".getBytes(StandardCharsets.UTF_8));
            var manifest =
                    json.write(new ImageManifest(2, ImageManifest.MEDIA_TYPE, TYPE, config, List.of(), Map.of()));
            registry.putManifest("kernel", "1.0", ImageManifest.MEDIA_TYPE, manifest, never);
            var subject =
                    registry.manifest("kernel", "1.0", never).orElseThrow().descriptor();
            assertEquals(List.of(), registry.referrers("kernel", subject.digest(), "a/b", never));
            for (var word : List.of("one", "two", "two")) {
                registry.putReferrer(
                        "kernel",
                        new ImageManifest(
                                2,
                                ImageManifest.MEDIA_TYPE,
                                "a/b",
                                config,
                                List.of(),
                                Map.of("dev.diver.word", word),
                                subject),
                        never);
            }
            var said = registry.referrers("kernel", subject.digest(), "a/b", never);
            assertEquals(
                    List.of("one", "two"),
                    said.stream()
                            .map(found -> found.annotation("dev.diver.word"))
                            .toList());
            assertEquals(List.of(), registry.referrers("kernel", subject.digest(), "c/d", never));
        }
    }

    @Test
    void tellsWhoAsksByBasic() throws Exception {
        try (var server = DockerRegistry.withPassword(folder, USER)) {
            try (var registry = registry(server.address(), RegistryLogins.NONE)) {
                var failure = assertThrows(DiverException.class, () -> registry.tags("kernel", never));
                assertEquals(Problem.Kind.NOT_ALLOWED, failure.problem().kind());
                assertTrue(
                        failure.problem().what().endsWith("wants a login."),
                        failure.problem().what());
            }
            try (var registry = registry(server.address(), login("ali", "wrong"))) {
                var failure = assertThrows(DiverException.class, () -> registry.tags("kernel", never));
                assertTrue(
                        failure.problem().what().endsWith("refuses the login."),
                        failure.problem().what());
            }
            try (var registry = registry(server.address(), login("ali", "open sesame"))) {
                upload(registry, "kernel", "content", random(100));
            }
        }
    }

    @Test
    void trustsTheAuthorityThatAPersonNames() throws Exception {
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test"
                + " -addext subjectAltName=IP:127.0.0.1 -keyout " + key + " -out " + certificate);
        try (var server = DockerRegistry.withTls(folder, certificate, key)) {
            try (var registry = registry(server.address(), RegistryLogins.NONE)) {
                var failure = assertThrows(DiverException.class, () -> registry.tags("kernel", never));
                assertEquals(Problem.Kind.NOT_ALLOWED, failure.problem().kind());
                assertTrue(
                        failure.problem().remedy().contains("--ca"),
                        failure.problem().text());
            }
            try (var registry = new Registry(server.address(), RegistryLogins.NONE, Optional.of(certificate), json)) {
                assertEquals(List.of(), registry.tags("kernel", never));
            }
        }
    }

    @Test
    void tellsThatNobodyIsThere() throws Exception {
        RegistryAddress address;
        try (var server = DockerRegistry.open(folder)) {
            address = server.address();
        }
        try (var registry = registry(address, RegistryLogins.NONE)) {
            var failure = assertThrows(DiverException.class, () -> registry.tags("kernel", never));
            assertEquals(Problem.Kind.OFFLINE, failure.problem().kind());
        }
    }

    private static RegistryLogins login(String user, String secret) {
        return host -> Optional.of(new RegistryLogins.Login(user, secret.toCharArray()));
    }

    private Registry registry(RegistryAddress address, RegistryLogins logins) {
        return new Registry(address, logins, Optional.empty(), json);
    }

    private Descriptor upload(Registry registry, String repository, String name, byte[] content) throws Exception {
        var file = Files.write(folder.resolve(name), content);
        var blob = Descriptor.blob("application/octet-stream", Digest.of(content), content.length);
        registry.upload(repository, blob, file, "", done -> {}, never);
        return blob;
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void run(String command) throws Exception {
        var process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }
}
