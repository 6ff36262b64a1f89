package dev.diver.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    private static List<String> lines(String text) throws IOException {
        var lines = new BoundedLines(new StringReader(text));
        var all = new ArrayList<String>();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    @Test
    void cutsOnlyWhatIsTooLong() throws IOException {
        var endless = "x".repeat(BoundedLines.LONGEST + 1);

        assertEquals(List.of("a", endless.substring(1), "b"), lines("a\n" + endless + "\nb"));
    }

    @Test
    void partsTextAsTheLibraryDoes() throws IOException {
        var random = new Random(11);
        for (var round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(12); length > 0; length--) {
                text.append("ab\n\r".charAt(random.nextInt(4)));
            }
            var expected = new BufferedReader(new StringReader(text.toString()))
                    .lines()
                    .toList();
            assertEquals(
                    expected,
                    lines(text.toString()),
                    () -> text.toString().replace("\n", "N").replace("\r", "R"));
        }
    }
}
