package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

/**
 * How well each document fits the words that a person typed, in points. A word counts where it is worth most: in the name
 * more than in tags, there more than in the summary; whole twice as much as a beginning, and with a typing error, for which
 * one looks only where no document has the beginning, half as much.
 *
 * <p>By hand, for a letter matches most of a catalog: a general search engine weighs each of these matches by a tree of
 * scorers, which takes several times as long.
 */
final class Ranking {
    private static final int SHORTEST_MISSPELT = 3;
    /** Of a beginning, as powers of two: 8, 4 and 2 points. */
    private static final Map<String, Integer> LEVELS = Map.of(Fields.TITLE, 3, Fields.LABELS, 2, Fields.SUMMARY, 1);

    /** From 1 point for a typing error in the summary to 16 for the whole name. */
    private static final int MOST_LEVELS = 5;

    private final List<Segment> segments;

    Ranking(List<Segment> segments) {
        this.segments = segments;
    }

    /** In the order of the segments. */
    List<Points> points(List<String> words) throws IOException {
        var points = new ArrayList<Points>();
        for (var segment : segments) {
            points.add(new Points(segment.shown(), words.size(), MOST_LEVELS));
        }
        for (var word : words) {
            var levels = levels(word);
            for (var at = 0; at < points.size(); at++) {
                points.get(at).add(levels.get(at));
            }
        }
        return points;
    }

    private List<FixedBitSet[]> levels(String word) throws IOException {
        var levels = new ArrayList<FixedBitSet[]>();
        var any = false;
        for (var segment : segments) {
            var found = new Found(segment);
            for (var field : LEVELS.entrySet()) {
                found.beginning(field.getKey(), word, field.getValue());
            }
            any |= found.any();
            levels.add(found.levels);
        }
        return any || word.length() < SHORTEST_MISSPELT ? levels : misspelt(word);
    }

    private List<FixedBitSet[]> misspelt(String word) throws IOException {
        var levels = new ArrayList<FixedBitSet[]>();
        var misspelt = new Misspellings(word);
        for (var segment : segments) {
            var found = new Found(segment);
            for (var field : LEVELS.entrySet()) {
                found.misspelt(field.getKey(), misspelt, field.getValue() - 1);
            }
            levels.add(found.levels);
        }
        return levels;
    }

    /** Documents of a segment that have a word. */
    private static final class Found {
        private final Segment segment;
        private final FixedBitSet[] levels = new FixedBitSet[MOST_LEVELS];
        private PostingsEnum documents;

        Found(Segment segment) {
            this.segment = segment;
        }

        boolean any() {
            for (var level : levels) {
                if (level != null && FixedBitSet.intersectionCount(level, segment.shown()) > 0) {
                    return true;
                }
            }
            return false;
        }

        void beginning(String field, String word, int level) throws IOException {
            var begin = new BytesRef(word);
            if (Words.isBeginning(word)) {
                exact(field + Fields.BEGINNINGS, begin, level);
                exact(field, begin, level + 1);
                return;
            }
            var terms = segment.reader().terms(field);
            if (terms == null) {
                return;
            }
            var walk = terms.iterator();
            var term = walk.seekCeil(begin) == TermsEnum.SeekStatus.END ? null : walk.term();
            for (; term != null && StringHelper.startsWith(term, begin); term = walk.next()) {
                give(walk, term.length == begin.length ? level + 1 : level);
            }
        }

        void misspelt(String field, Misspellings misspelt, int level) throws IOException {
            var terms = segment.reader().terms(field);
            if (terms != null) {
                for (var term : misspelt.in(terms)) {
                    exact(field, term, level);
                }
            }
        }

        private void exact(String field, BytesRef term, int level) throws IOException {
            var terms = segment.reader().terms(field);
            if (terms != null) {
                var walk = terms.iterator();
                if (walk.seekExact(term)) {
                    give(walk, level);
                }
            }
        }

        private void give(TermsEnum at, int level) throws IOException {
            documents = at.postings(documents, PostingsEnum.NONE);
            if (levels[level] == null) {
                levels[level] = new FixedBitSet(segment.reader().maxDoc());
            }
            levels[level].or(documents);
        }
    }
}
