package dev.diver.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.problem.DiverException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

    @ParameterizedTest
    @CsvSource({"128MiB,134217728,128MiB", "1G,1073741824,1GiB", "1536 MiB,1610612736,1536MiB", "7B,7,7B"})
    void readsAndWrites(String text, long bytes, String written) {
        assertEquals(bytes, MemorySize.parse(text).bytes());
        assertEquals(written, MemorySize.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0MiB", "-1MiB", "128", "128MB", "9999999999TiB", "1e3MiB"})
    void refuses(String text) {
        assertThrows(DiverException.class, () -> MemorySize.parse(text));
    }
}
