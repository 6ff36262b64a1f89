package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts matches, and how many of them have each tag and family. */
final class FacetCounter implements Collector {
    private final Map<String, Integer> tags = new TreeMap<>();
    private final Map<String, Integer> families = new TreeMap<>();
    private int total;

    /** @param total how many match */
    record Counts(int total, Map<String, Integer> tags, Map<String, Integer> families) {}

    static final class Manager implements CollectorManager<FacetCounter, Counts> {
        @Override
        public FacetCounter newCollector() {
            return new FacetCounter();
        }

        @Override
        public Counts reduce(Collection<FacetCounter> parts) {
            var all = new FacetCounter();
            for (var part : parts) {
                all.total += part.total;
                part.tags.forEach((tag, count) -> all.tags.merge(tag, count, Integer::sum));
                part.families.forEach((family, count) -> all.families.merge(family, count, Integer::sum));
            }
            return new Counts(all.total, all.tags, all.families);
        }
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        return new Leaf(
                DocValues.getSortedSet(context.reader(), Fields.TAG),
                DocValues.getSorted(context.reader(), Fields.FAMILY));
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    private final class Leaf implements LeafCollector {
        private final SortedSetDocValues tagValues;
        private final SortedDocValues familyValues;
        private final int[] tagCounts;
        private final int[] familyCounts;

        Leaf(SortedSetDocValues tagValues, SortedDocValues familyValues) {
            this.tagValues = tagValues;
            this.familyValues = familyValues;
            tagCounts = new int[Math.toIntExact(tagValues.getValueCount())];
            familyCounts = new int[familyValues.getValueCount()];
        }

        @Override
        public void setScorer(Scorable scorer) {
            // Counting needs no scores.
        }

        @Override
        public void collect(int document) throws IOException {
            total++;
            if (tagValues.advanceExact(document)) {
                for (var left = tagValues.docValueCount(); left > 0; left--) {
                    tagCounts[(int) tagValues.nextOrd()]++;
                }
            }
            if (familyValues.advanceExact(document)) {
                familyCounts[familyValues.ordValue()]++;
            }
        }

        @Override
        public void finish() throws IOException {
            for (var ordinal = 0; ordinal < tagCounts.length; ordinal++) {
                if (tagCounts[ordinal] > 0) {
                    tags.merge(tagValues.lookupOrd(ordinal).utf8ToString(), tagCounts[ordinal], Integer::sum);
                }
            }
            for (var ordinal = 0; ordinal < familyCounts.length; ordinal++) {
                if (familyCounts[ordinal] > 0) {
                    families.merge(familyValues.lookupOrd(ordinal).utf8ToString(), familyCounts[ordinal], Integer::sum);
                }
            }
        }
    }
}
