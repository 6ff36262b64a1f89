package dev.diver.core.catalog.search;

import dev.diver.core.catalog.Facet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.FixedBitSet;

/**
 * The index as one commit left it; stays as long as somebody has it. Immutable.
 *
 * @param states of the catalogs, by their names
 */
record View(DirectoryReader reader, List<Segment> segments, Map<String, String> states) {
    /** Of a facet; more are nothing that a person chooses from. */
    private static final int MOST_VALUES = 1000;

    /** @param before what is open already, whose segments need not be read again; or null */
    static View of(DirectoryReader reader, View before) throws IOException {
        try {
            return new View(
                    reader,
                    Segment.all(reader, before == null ? List.of() : before.segments()),
                    LuceneStore.states(reader));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** The same, where a search finds the nets. */
    View ofNets() {
        return new View(reader, segments.stream().map(Segment::ofNets).toList(), states);
    }

    void take() {
        reader.incRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of the matches is among what is asked for. */
    List<FixedBitSet> narrowed(List<FixedBitSet> matches, Optional<Query> narrowing) throws IOException {
        if (narrowing.isEmpty()) {
            return matches;
        }
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        var weight = searcher.createWeight(searcher.rewrite(narrowing.get()), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (var at = 0; at < segments.size(); at++) {
            var documents = new FixedBitSet(matches.get(at).length());
            var scorer = weight.scorer(segments.get(at).leaf());
            if (scorer != null) {
                documents.or(scorer.iterator());
            }
            matches.get(at).and(documents);
        }
        return matches;
    }

    static int total(List<FixedBitSet> matches) {
        return matches.stream().mapToInt(FixedBitSet::cardinality).sum();
    }

    Map<Facet, Map<String, Integer>> counts(List<FixedBitSet> matches) {
        var counts = new EnumMap<Facet, Map<String, Integer>>(Facet.class);
        for (var facet : Facet.values()) {
            var values = new HashMap<String, Integer>();
            for (var at = 0; at < segments.size(); at++) {
                segments.get(at).facets().get(facet).count(matches.get(at), values);
            }
            counts.put(facet, bounded(values));
        }
        return counts;
    }

    private static Map<String, Integer> bounded(Map<String, Integer> values) {
        if (values.size() <= MOST_VALUES) {
            return new TreeMap<>(values);
        }
        var most = new TreeMap<String, Integer>();
        values.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .forEach(one -> most.put(one.getKey(), one.getValue()));
        return most;
    }
}
