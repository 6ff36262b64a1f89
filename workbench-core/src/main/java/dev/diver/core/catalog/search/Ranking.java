package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
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
    private static final Map<String, Integer> POINTS = Map.of(Fields.TITLE, 8, Fields.LABELS, 4, Fields.SUMMARY, 2);

    private final IndexReader reader;

    Ranking(IndexReader reader) {
        this.reader = reader;
    }

    /** Points of documents that fit every word, 0 for the others; where there is no word each has one. */
    int[] all(List<String> words) throws IOException {
        var sum = new int[reader.maxDoc()];
        java.util.Arrays.fill(sum, 1);
        for (var word : words) {
            var points = points(word);
            for (var document = 0; document < sum.length; document++) {
                sum[document] = points[document] == 0 || sum[document] == 0 ? 0 : sum[document] + points[document];
            }
        }
        return sum;
    }

    /** Points of documents that fit at least one word, 0 for the others. */
    int[] any(List<String> words) throws IOException {
        var sum = new int[reader.maxDoc()];
        for (var word : words) {
            var points = points(word);
            java.util.Arrays.setAll(sum, document -> sum[document] + points[document]);
        }
        return sum;
    }

    private byte[] points(String word) throws IOException {
        var points = new byte[reader.maxDoc()];
        var begin = new BytesRef(word);
        var any = false;
        for (var leaf : reader.leaves()) {
            for (var field : POINTS.entrySet()) {
                any |= beginnings(leaf, field.getKey(), begin, field.getValue(), points);
            }
        }
        if (!any && word.length() >= SHORTEST_MISSPELT) {
            var misspelt = new Misspellings(word);
            for (var leaf : reader.leaves()) {
                for (var field : POINTS.entrySet()) {
                    var terms = leaf.reader().terms(field.getKey());
                    for (var term : terms == null ? List.<BytesRef>of() : misspelt.in(terms)) {
                        give(leaf, terms.iterator(), term, field.getValue() / 2, points);
                    }
                }
            }
        }
        return points;
    }

    private static boolean beginnings(LeafReaderContext leaf, String field, BytesRef begin, int worth, byte[] points)
            throws IOException {
        var terms = leaf.reader().terms(field);
        if (terms == null) {
            return false;
        }
        var walk = terms.iterator();
        var term = walk.seekCeil(begin) == TermsEnum.SeekStatus.END ? null : walk.term();
        var any = false;
        PostingsEnum documents = null;
        for (; term != null && StringHelper.startsWith(term, begin); term = walk.next()) {
            any = true;
            documents = walk.postings(documents, PostingsEnum.NONE);
            give(leaf, documents, term.length == begin.length ? 2 * worth : worth, points);
        }
        return any;
    }

    private static void give(LeafReaderContext leaf, TermsEnum walk, BytesRef term, int worth, byte[] points)
            throws IOException {
        if (walk.seekExact(term)) {
            give(leaf, walk.postings(null, PostingsEnum.NONE), worth, points);
        }
    }

    private static void give(LeafReaderContext leaf, PostingsEnum documents, int worth, byte[] points)
            throws IOException {
        for (var at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
            var document = leaf.docBase + at;
            if (points[document] < worth) {
                points[document] = (byte) worth;
            }
        }
    }

    /** The best, best first; what is equally good stays in its order. */
    static List<Integer> best(int[] points, int limit) {
        var most = java.util.Arrays.stream(points).max().orElse(0);
        var having = new int[most + 1];
        for (var each : points) {
            having[each]++;
        }
        var best = new ArrayList<List<Integer>>();
        var left = limit;
        var least = most;
        for (; least > 0 && left > 0; least--) {
            best.add(new ArrayList<>(Math.min(left, having[least])));
            left -= having[least];
        }
        for (var document = 0; document < points.length; document++) {
            if (points[document] > least) {
                var equals = best.get(most - points[document]);
                if (equals.size() < limit) {
                    equals.add(document);
                }
            }
        }
        return best.stream().flatMap(List::stream).limit(limit).toList();
    }
}
