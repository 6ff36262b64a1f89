package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * The tags and the family of each document, as numbers in memory: a letter may match most of a catalog, and reading doc
 * values of each match would be most of the time of a search. Takes about 20 bytes a document.
 */
final class Facets {
    private final String[] tagNames;
    private final String[] familyNames;
    /** The tags of document d are those from tagsBefore[d] to tagsBefore[d + 1]. */
    private final int[] tagsBefore;

    private final int[] tags;
    private final int[] families;

    /** @param total how many match */
    record Counts(int total, Map<String, Integer> tags, Map<String, Integer> families) {}

    private Facets(String[] tagNames, String[] familyNames, int[] tagsBefore, int[] tags, int[] families) {
        this.tagNames = tagNames;
        this.familyNames = familyNames;
        this.tagsBefore = tagsBefore;
        this.tags = tags;
        this.families = families;
    }

    static Facets read(IndexReader reader) throws IOException {
        var documents = reader.maxDoc();
        var families = new int[documents];
        var familyValues = MultiDocValues.getSortedValues(reader, Fields.FAMILY);
        for (var document = 0; familyValues != null && document < documents; document++) {
            families[document] = familyValues.advanceExact(document) ? familyValues.ordValue() : -1;
        }
        var tagsBefore = new int[documents + 1];
        var tags = new int[documents * 4];
        var count = 0;
        var tagValues = MultiDocValues.getSortedSetValues(reader, Fields.TAG);
        for (var document = 0; document < documents; document++) {
            if (tagValues != null && tagValues.advanceExact(document)) {
                for (var left = tagValues.docValueCount(); left > 0; left--) {
                    if (count == tags.length) {
                        tags = java.util.Arrays.copyOf(tags, Math.max(16, count * 2));
                    }
                    tags[count++] = Math.toIntExact(tagValues.nextOrd());
                }
            }
            tagsBefore[document + 1] = count;
        }
        return new Facets(names(tagValues), names(familyValues), tagsBefore, tags, families);
    }

    private static String[] names(SortedSetDocValues values) throws IOException {
        var names = new String[values == null ? 0 : Math.toIntExact(values.getValueCount())];
        for (var i = 0; i < names.length; i++) {
            names[i] = values.lookupOrd(i).utf8ToString();
        }
        return names;
    }

    private static String[] names(SortedDocValues values) throws IOException {
        var names = new String[values == null ? 0 : values.getValueCount()];
        for (var i = 0; i < names.length; i++) {
            names[i] = values.lookupOrd(i).utf8ToString();
        }
        return names;
    }

    /** Counts matches, and how many of them have each tag and family. */
    CollectorManager<?, Counts> counter() {
        return new Manager();
    }

    private final class Manager implements CollectorManager<Counter, Counts> {
        @Override
        public Counter newCollector() {
            return new Counter();
        }

        @Override
        public Counts reduce(Collection<Counter> parts) {
            var all = new Counter();
            parts.forEach(all::add);
            return new Counts(all.total, named(tagNames, all.tagCounts), named(familyNames, all.familyCounts));
        }

        private static Map<String, Integer> named(String[] names, int[] counts) {
            var named = new TreeMap<String, Integer>();
            for (var i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    named.put(names[i], counts[i]);
                }
            }
            return named;
        }
    }

    private final class Counter implements Collector {
        private final int[] tagCounts = new int[tagNames.length];
        private final int[] familyCounts = new int[familyNames.length];
        private int total;

        void add(Counter other) {
            total += other.total;
            java.util.Arrays.setAll(tagCounts, i -> tagCounts[i] + other.tagCounts[i]);
            java.util.Arrays.setAll(familyCounts, i -> familyCounts[i] + other.familyCounts[i]);
        }

        private void count(int document) {
            total++;
            if (families[document] >= 0) {
                familyCounts[families[document]]++;
            }
            for (var at = tagsBefore[document]; at < tagsBefore[document + 1]; at++) {
                tagCounts[tags[at]]++;
            }
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) {
            var base = context.docBase;
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {
                    // Counting needs no scores.
                }

                @Override
                public void collect(int document) {
                    count(base + document);
                }
            };
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
