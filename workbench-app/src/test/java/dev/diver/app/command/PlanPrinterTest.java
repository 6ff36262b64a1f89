package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanPrinterTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "it's", "$HOME", "`id`", "a\"b", "", "*", "x;y", "-append", "\\"})
    void aShellReadsBackWhatWasQuoted(String word) throws Exception {
        var process = new ProcessBuilder("sh", "-c", "printf %s " + PlanPrinter.quoted(word)).start();
        assertEquals(word, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
    }
}
