package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;

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

    /** @param points more than 0 for each document that counts */
    Counts count(int[] points) {
        var total = 0;
        var tagCounts = new int[tagNames.length];
        var familyCounts = new int[familyNames.length];
        for (var document = 0; document < points.length; document++) {
            if (points[document] > 0) {
                total++;
                if (families[document] >= 0) {
                    familyCounts[families[document]]++;
                }
                for (var at = tagsBefore[document]; at < tagsBefore[document + 1]; at++) {
                    tagCounts[tags[at]]++;
                }
            }
        }
        return new Counts(total, named(tagNames, tagCounts), named(familyNames, familyCounts));
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
