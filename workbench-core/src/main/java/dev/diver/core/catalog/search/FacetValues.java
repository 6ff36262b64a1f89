package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Which documents of a segment have each value of a facet, in memory: as bits where they are many, so that counting takes 64
 * at a time, and as numbers where they are few. At most 4 bytes for each value of each document.
 */
final class FacetValues {
    /** From one document in so many on, bits are smaller than numbers. */
    private static final int FEW = 32;

    private final List<Many> many = new ArrayList<>();
    private final List<Few> few = new ArrayList<>();

    private record Many(String value, FixedBitSet documents) {}

    private record Few(String value, int[] documents) {}

    FacetValues(LeafReader reader, String field) throws IOException {
        var terms = reader.terms(field);
        if (terms == null) {
            return;
        }
        var each = terms.iterator();
        PostingsEnum documents = null;
        for (var term = each.next(); term != null; term = each.next()) {
            if (term.length == 0) {
                continue;
            }
            documents = each.postings(documents, PostingsEnum.NONE);
            if (each.docFreq() > reader.maxDoc() / FEW) {
                var bits = new FixedBitSet(reader.maxDoc());
                bits.or(documents);
                many.add(new Many(term.utf8ToString(), bits));
            } else {
                few.add(new Few(term.utf8ToString(), numbers(documents, each.docFreq())));
            }
        }
    }

    private static int[] numbers(DocIdSetIterator documents, int count) throws IOException {
        var numbers = new int[count];
        for (var i = 0; i < count; i++) {
            numbers[i] = documents.nextDoc();
        }
        return numbers;
    }

    void count(FixedBitSet matches, Map<String, Integer> counts) {
        for (var value : many) {
            add(counts, value.value(), Math.toIntExact(FixedBitSet.intersectionCount(matches, value.documents())));
        }
        for (var value : few) {
            var count = 0;
            for (var document : value.documents()) {
                count += matches.get(document) ? 1 : 0;
            }
            add(counts, value.value(), count);
        }
    }

    private static void add(Map<String, Integer> counts, String value, int count) {
        if (count > 0) {
            counts.merge(value, count, Integer::sum);
        }
    }
}
