package dev.diver.core.catalog.registry;

import static dev.diver.core.catalog.registry.HostileRegistry.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are no registry's, or say that it will not. */
class OddAnswersTest extends HostileRegistryLab {
    @Test
    void aWebPageIsNoManifest() {
        lab.answers(exchange -> say(
                exchange,
                200,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<html>".getBytes(StandardCharsets.UTF_8)));
        var problem = lab.manifestFails();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("web page"), problem.why());
    }

    @ParameterizedTest
    @CsvSource({"401, NOT_ALLOWED", "403, NOT_ALLOWED", "429, RATE_LIMITED", "500, FAILED", "302, FAILED"})
    void tellsWhatAnAnswerMeans(int status, Problem.Kind kind) {
        var error = "{\"errors\":[{\"code\":\"NO\",\"message\":\"a\u202eb\\u0007c\"}]}";
        lab.answers(exchange -> say(exchange, status, Map.of(), error.getBytes(StandardCharsets.UTF_8)));
        var problem = lab.manifestFails();
        assertEquals(kind, problem.kind());
        assertFalse(problem.text().chars().anyMatch(c -> c == 7 || c == '\u202e'), problem.text());
    }
}
