package dev.diver.core.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastChangesTest {
    @TempDir
    Path folder;

    private final IndexLines lines = new IndexLines();

    @ParameterizedTest
    @ValueSource(ints = {40, 399, 400, 1000})
    void ofEachPackageTheLastOneCountsHoweverFewFit(int atOnce) throws IOException {
        var random = new Random(5);
        var expected = new HashMap<String, IndexLine>();
        var deltas = new ArrayList<Path>();
        for (var delta = 0; delta < 4; delta++) {
            var texts = new ArrayList<byte[]>();
            for (var line = 0; line < 100; line++) {
                var next = line(random.nextInt(60), delta + " " + line, random.nextInt(4) == 0);
                expected.put(Shards.key(next.reference()), next);
                texts.add(lines.text(next));
            }
            deltas.add(write(texts));
        }

        Map<String, IndexLine> found = new HashMap<>();
        new LastChanges(lines, deltas, atOnce)
                .each(line -> assertEquals(null, found.put(Shards.key(line.reference()), line)));

        assertEquals(expected, found);
    }

    @Test
    void tooManyAreRefusedBeforeAnyIsTaken() throws IOException {
        var many = List.of("{}\n".repeat(IndexLimits.CHANGES / 2 + 1).strip().getBytes(StandardCharsets.UTF_8));
        var taken = new ArrayList<IndexLine>();

        var refused = assertThrows(
                DiverException.class,
                () -> new LastChanges(lines, List.of(write(many), write(many)), 100).each(taken::add));

        assertTrue(refused.problem().why().contains("more than 1000000 changes"), refused.getMessage());
        assertEquals(List.of(), taken);
    }

    private static IndexLine line(int number, String summary, boolean isGone) {
        return isGone
                ? IndexLine.removal(KernelReference.parse("kernel-" + number + ":1"))
                : IndexLine.of(TestPackages.of("kernel-" + number, "1", summary));
    }

    private Path write(Iterable<byte[]> texts) throws IOException {
        var file = Files.createTempFile(folder, "delta", "");
        try (var out = Files.newOutputStream(file)) {
            lines.write(out, texts);
        }
        return file;
    }
}
