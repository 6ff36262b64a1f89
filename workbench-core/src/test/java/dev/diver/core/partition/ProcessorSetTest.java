package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorSetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"\"\"|\"\"", "0|0", "1,0|0-1", "2-3,5,7-7,4|2-5,7", "4095|4095", " 1 , 3-4|1,3-4"})
    void isWrittenInItsShortestForm(String text, String shortest) {
        assertEquals(shortest, ProcessorSet.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",", "1,", "-1", "1-", "a", "1-2-3", "3-1", "4096", "0-4096", "1,1", "0-2,2", "99999", "\n"})
    void whatIsNoneIsRefused(String text) {
        assertThrows(DiverException.class, () -> ProcessorSet.parse(text));
    }

    @Test
    void veryLongTextsAreRefusedShortly() {
        var failure = assertThrows(DiverException.class, () -> ProcessorSet.parse("1,".repeat(100_000)));
        assertTrue(failure.problem().text().length() < 200, failure.problem().text());
    }

    @Test
    void anySetComesBackFromItsText() {
        var random = new Random(1);
        for (var round = 0; round < 300; round++) {
            var density = random.nextDouble();
            var set = new ProcessorSet(IntStream.range(0, 200)
                    .filter(number -> random.nextDouble() < density)
                    .boxed()
                    .toList());
            assertEquals(set, ProcessorSet.parse(set.toString()));
        }
    }

    @Test
    void setsAreAddedAndSubtracted() {
        var one = ProcessorSet.parse("0-3");
        var other = ProcessorSet.parse("3-5");
        assertEquals("0-5", one.plus(other).toString());
        assertEquals("0-2", one.minus(other).toString());
        assertEquals("3", one.and(other).toString());
        assertThrows(IllegalArgumentException.class, () -> ProcessorSet.of(-1));
    }
}
