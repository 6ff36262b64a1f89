package dev.diver.core.catalog.registry;

import static dev.diver.core.catalog.registry.HostileRegistry.BLOB;
import static dev.diver.core.catalog.registry.HostileRegistry.CONTENT;
import static dev.diver.core.catalog.registry.HostileRegistry.login;
import static dev.diver.core.catalog.registry.HostileRegistry.say;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Registries that send people elsewhere, or their logins. */
class RedirectingRegistryTest extends HostileRegistryLab {
    @Test
    void aLoginDoesNotGoAlongToAnotherPlace() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        lab.elsewhereAnswers(exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            say(exchange, 200, Map.of(), CONTENT);
        });
        lab.answers(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                say(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"test\""), new byte[0]);
            } else {
                say(exchange, 307, Map.of("Location", lab.elsewhere() + "/blob"), new byte[0]);
            }
        });
        assertArrayEquals(CONTENT, lab.download(login()));
        assertEquals(List.of("null"), List.copyOf(seen));
    }

    @Test
    void nobodyIsSentToAPlaceThatIsNotSafe() {
        lab.answers(exchange -> say(exchange, 307, Map.of("Location", "http://example.org/blob"), new byte[0]));
        assertTrue(lab.downloadFails().why().contains("not safe"));
    }

    @Test
    void redirectsEnd() {
        lab.answers(exchange -> say(exchange, 302, Map.of("Location", "/v2/again"), new byte[0]));
        assertTrue(lab.downloadFails().why().contains("redirected more than"));
    }

    @Test
    void aLoginIsNotToldToWhomeverTheRegistryNames() {
        lab.wantsToken("https://example.org");
        var problem = lab.manifestFails(login());
        assertEquals(Problem.Kind.NOT_ALLOWED, problem.kind());
        assertTrue(problem.why().contains("not sent"), problem.text());
    }

    @Test
    void aTokenIsAskedForOverHttpsOnly() {
        lab.wantsToken("http://example.org");
        assertTrue(lab.manifestFails().what().contains("not safe"));
    }

    @Test
    void aTokenIsOneLineOfPlainCharacters() {
        lab.elsewhereAnswers(
                exchange -> say(exchange, 200, Map.of(), "{\"token\":\"a\\r\\nb\"}".getBytes(StandardCharsets.UTF_8)));
        lab.wantsToken(lab.elsewhere());
        assertTrue(lab.manifestFails().why().contains("token is none"));
    }

    @Test
    void anUploadStaysWithTheRegistry() throws Exception {
        lab.answers(exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                say(exchange, 202, Map.of("Location", lab.elsewhere() + "/steal"), new byte[0]);
            } else {
                say(exchange, 404, Map.of(), new byte[0]);
            }
        });
        var file = Files.write(folder.resolve("content"), CONTENT);
        try (var registry = lab.registry()) {
            var failure = assertThrows(
                    DiverException.class,
                    () -> registry.upload("kernel", BLOB, file, "", done -> {}, new Cancellation()));
            assertTrue(
                    failure.problem().why().contains("another place"),
                    failure.problem().text());
        }
    }
}
