package dev.diver.core.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final int LEVELS = 5;

    private final Random random = new Random(7);

    @Test
    void addsAndChoosesAsOneDoesByHand() {
        for (var round = 0; round < 300; round++) {
            var documents = 1 + random.nextInt(300);
            var words = random.nextInt(17);
            var all = new FixedBitSet(documents);
            all.set(0, documents);
            var points = new Points(all, words, LEVELS);
            var sums = new int[documents];
            var fits = new int[documents];
            for (var word = 0; word < words; word++) {
                points.add(levels(documents, sums, fits));
            }
            var fitting = IntStream.range(0, documents)
                    .filter(document -> fits[document] == words)
                    .boxed()
                    .toList();
            assertEquals(fitting, numbers(points.all()));
            for (var document : fitting) {
                assertEquals(sums[document], points.of(document));
            }
            var limit = 1 + random.nextInt(documents + 5);
            assertEquals(
                    fitting.stream()
                            .sorted(Comparator.comparing((Integer document) -> -sums[document]))
                            .limit(limit)
                            .sorted()
                            .toList(),
                    IntStream.of(points.best(points.all(), limit)).boxed().toList());
        }
    }

    private FixedBitSet[] levels(int documents, int[] sums, int[] fits) {
        var levels = new FixedBitSet[LEVELS];
        var best = new int[documents];
        for (var level = 0; level < LEVELS; level++) {
            if (random.nextInt(4) > 0) {
                levels[level] = new FixedBitSet(documents);
                for (var document = 0; document < documents; document++) {
                    if (random.nextInt(3) > 0) {
                        levels[level].set(document);
                        best[document] = 1 << level;
                    }
                }
            }
        }
        for (var document = 0; document < documents; document++) {
            sums[document] += best[document];
            fits[document] += best[document] > 0 ? 1 : 0;
        }
        return levels;
    }

    private static List<Integer> numbers(FixedBitSet set) {
        var numbers = new ArrayList<Integer>();
        for (var at = 0; at < set.length(); at++) {
            if (set.get(at)) {
                numbers.add(at);
            }
        }
        return numbers;
    }
}
