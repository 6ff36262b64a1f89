package dev.diver.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.diver.core.Mutations;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelReferenceTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snorkel",
                "snorkel:0.1.0",
                "snorkel:0.1.0-linked",
                "a.b-c_d:1",
                "lab/a:1",
                "a.example:5000/k/a:1"
            })
    void whatIsReadIsWritten(String text) {
        assertEquals(text, KernelReference.parse(text).toString());
        assertEquals(
                text + "@" + DIGEST, KernelReference.parse(text + "@" + DIGEST).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "Snorkel",
                "a:",
                "a@sha256:12",
                "../a",
                "a:..",
                "a//b",
                "/a",
                "a/",
                "a/../b",
                "a:x/b",
                "a b",
                "a:1\n"
            })
    void whatIsNoReferenceIsRefused(String text) {
        var failure = assertThrows(DiverException.class, () -> KernelReference.parse(text));
        assertEquals(Problem.Kind.INVALID, failure.problem().kind());
    }

    @Test
    void anyTextIsTakenOrRefused() {
        Mutations.of(("snorkel:0.1.0@" + DIGEST).getBytes(StandardCharsets.UTF_8), bytes -> {
            var text = new String(bytes, StandardCharsets.UTF_8);
            try {
                assertEquals(text, KernelReference.parse(text).toString());
            } catch (DiverException e) {
                assertEquals(Problem.Kind.INVALID, e.problem().kind());
            }
        });
    }

    @Test
    void aLongOneTakesNoTime() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThrows(DiverException.class, () -> KernelReference.parse("a-".repeat(500_000))));
    }
}
