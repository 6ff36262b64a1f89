package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;

/**
 * The tags, the family and the licence of each document, as numbers in memory: a letter may match most of a catalog, and reading doc
 * values of each match would be most of the time of a search. Takes about 24 bytes a document.
 */
final class Facets {
    private final String[] tagNames;
    private final String[] familyNames;
    private final String[] licenceNames;
    /** The tags of document d are those from tagsBefore[d] to tagsBefore[d + 1]. */
    private final int[] tagsBefore;

    private final int[] tags;
    private final int[] families;
    private final int[] licences;

    /** @param total how many match */
    record Counts(int total, Map<String, Integer> tags, Map<String, Integer> families, Map<String, Integer> licences) {}

    /** One value a document: -1 for none. */
    private record Single(String[] names, int[] values) {
        static Single read(IndexReader reader, String field) throws IOException {
            var of = new int[reader.maxDoc()];
            var values = MultiDocValues.getSortedValues(reader, field);
            for (var document = 0; document < of.length; document++) {
                of[document] = values != null && values.advanceExact(document) ? values.ordValue() : -1;
            }
            return new Single(Facets.names(values), of);
        }
    }

    private Facets(String[] tagNames, Single family, Single licence, int[] tagsBefore, int[] tags) {
        this.tagNames = tagNames;
        this.familyNames = family.names();
        this.licenceNames = licence.names();
        this.tagsBefore = tagsBefore;
        this.tags = tags;
        this.families = family.values();
        this.licences = licence.values();
    }

    static Facets read(IndexReader reader) throws IOException {
        var documents = reader.maxDoc();
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
        return new Facets(
                names(tagValues),
                Single.read(reader, Fields.FAMILY),
                Single.read(reader, Fields.LICENCE),
                tagsBefore,
                tags);
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
        var licenceCounts = new int[licenceNames.length];
        for (var document = 0; document < points.length; document++) {
            if (points[document] > 0) {
                total++;
                if (families[document] >= 0) {
                    familyCounts[families[document]]++;
                }
                if (licences[document] >= 0) {
                    licenceCounts[licences[document]]++;
                }
                for (var at = tagsBefore[document]; at < tagsBefore[document + 1]; at++) {
                    tagCounts[tags[at]]++;
                }
            }
        }
        return new Counts(
                total,
                named(tagNames, tagCounts),
                named(familyNames, familyCounts),
                named(licenceNames, licenceCounts));
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
