package dev.diver.core.catalog.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of deltas that follow each other: of one package the last alone counts. They can be a fifth of a catalog of a
 * million packages, so that nothing but their places is kept, and they are read again. For one thread.
 */
final class LastChanges {
    private final IndexLines lines;
    private final List<Path> deltas;
    private final int atOnce;

    /** @param atOnce whose places are kept at the same time, about; more are read in several turns */
    LastChanges(IndexLines lines, List<Path> deltas, int atOnce) {
        this.lines = lines;
        this.deltas = deltas;
        this.atOnce = atOnce;
    }

    void each(IndexLines.Taker taker) throws IOException {
        var turns = 1 + count() / atOnce;
        for (var turn = 0; turn < turns; turn++) {
            Map<String, Integer> last = new HashMap<>();
            read(turn, turns, (place, key, line) -> {
                IndexedLine.check(line);
                last.put(key, place);
            });
            read(turn, turns, (place, key, line) -> {
                if (last.get(key) == place) {
                    taker.take(line);
                }
            });
        }
    }

    private interface PlacedTaker {
        void take(int place, String key, IndexLine line) throws IOException;
    }

    private void read(int turn, int turns, PlacedTaker taker) throws IOException {
        var place = new int[1];
        for (var delta : deltas) {
            lines.read(delta, IndexLimits.DELTA_LINES, line -> {
                var key = Shards.key(line.reference());
                if (Math.floorMod(key.hashCode(), turns) == turn) {
                    taker.take(place[0], key, line);
                }
                place[0]++;
            });
        }
    }

    private int count() throws IOException {
        var count = new int[1];
        for (var delta : deltas) {
            lines.readTexts(delta, IndexLimits.DELTA_LINES, text -> {
                if (++count[0] > IndexLimits.CHANGES) {
                    throw IndexLine.damaged("It has more than " + IndexLimits.CHANGES + " changes since its snapshot.");
                }
            });
        }
        return count[0];
    }
}
