package dev.diver.core.catalog.search;

import dev.diver.core.catalog.oci.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.FixedBitSet;

/** The best of several segments, best first; what is equally good in the order of names. */
final class Best {
    private final List<Segment> segments;
    private final List<Points> points;

    Best(List<Segment> segments, List<Points> points) {
        this.segments = segments;
        this.points = points;
    }

    /** @param matches of each segment */
    List<Descriptor> of(List<FixedBitSet> matches, int limit) throws IOException {
        var heads = new PriorityQueue<Head>();
        for (var at = 0; at < segments.size(); at++) {
            var head = new Head(segments.get(at), points.get(at), matches.get(at), limit);
            if (head.next()) {
                heads.add(head);
            }
        }
        var best = new ArrayList<Descriptor>();
        while (best.size() < limit && !heads.isEmpty()) {
            var head = heads.remove();
            best.add(head.descriptor());
            if (head.next()) {
                heads.add(head);
            }
        }
        return best;
    }

    /** The next one of a segment. */
    private static final class Head implements Comparable<Head> {
        private final List<Ranked> best;
        private final Columns columns;
        private int at = -1;
        private String order = "";

        private record Ranked(int document, int points) {}

        Head(Segment segment, Points points, FixedBitSet matches, int limit) {
            columns = new Columns(segment.reader());
            best = new ArrayList<>();
            // Documents of a segment are in the order of their names, and sorting keeps that.
            for (var document : points.best(matches, limit)) {
                best.add(new Ranked(document, points.of(document)));
            }
            best.sort(Comparator.comparingInt(Ranked::points).reversed());
        }

        boolean next() throws IOException {
            at++;
            if (at < best.size()) {
                order = columns.order(document());
            }
            return at < best.size();
        }

        Descriptor descriptor() throws IOException {
            return columns.descriptor(document());
        }

        private int document() {
            return best.get(at).document();
        }

        @Override
        public int compareTo(Head other) {
            var byPoints = Integer.compare(
                    other.best.get(other.at).points(), best.get(at).points());
            return byPoints != 0 ? byPoints : order.compareTo(other.order);
        }
    }
}
