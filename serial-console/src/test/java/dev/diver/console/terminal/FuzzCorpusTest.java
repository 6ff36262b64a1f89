package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * What an hour of {@link Fuzzer} found worth keeping: inputs that together reach the states that it reached, and those that
 * once broke something ({@code crash-*}).
 */
class FuzzCorpusTest {

    /** Somewhat fewer than the corpus reaches, which changes with what a terminal knows. */
    private static final int STATES = 20_000;

    private static final int SEED = 20_26;

    @Test
    void nothingBreaks() throws IOException {
        FuzzSubject subject = new FuzzSubject();
        int inputs = 0;
        try (ZipInputStream zip = new ZipInputStream(
                Objects.requireNonNull(FuzzCorpusTest.class.getResourceAsStream("/fuzz/corpus.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] input = zip.readAllBytes();
                try {
                    subject.run(input, SEED + inputs++);
                } catch (RuntimeException | AssertionError failure) {
                    throw new AssertionError(entry.getName() + ": " + failure.getMessage(), failure);
                }
            }
        }
        assertTrue(inputs > 100, inputs + " inputs");
        assertTrue(subject.states() > STATES, subject.states() + " states");
    }
}
