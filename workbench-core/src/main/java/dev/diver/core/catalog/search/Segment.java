package dev.diver.core.catalog.search;

import dev.diver.core.catalog.Facet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * A part of the index that does not change but for what is removed from it, with what is kept of it in memory.
 *
 * @param live those that were not removed
 * @param shown those of them that a search for kernels may find: neither nets nor what was yanked
 * @param nets those that a search for nets may find
 */
record Segment(
        LeafReaderContext leaf, FixedBitSet live, FixedBitSet shown, FixedBitSet nets, Map<Facet, FacetValues> facets) {

    /** @param before segments that are known, which may be some of these */
    static List<Segment> all(DirectoryReader reader, List<Segment> before) throws IOException {
        var all = new ArrayList<Segment>();
        for (var leaf : reader.leaves()) {
            var known = before.stream()
                    .filter(segment -> core(segment.leaf()).equals(core(leaf)))
                    .findFirst();
            var live = live(leaf.reader());
            var nets = having(leaf.reader(), Fields.IS_NET);
            var hidden = having(leaf.reader(), Fields.YANKED);
            all.add(new Segment(
                    leaf,
                    live,
                    without(without(live, hidden), nets),
                    without(both(live, nets), hidden),
                    known.isPresent() ? known.get().facets() : facets(leaf.reader())));
        }
        return all;
    }

    /** For looking into documents alone. */
    static List<Segment> withoutFacets(DirectoryReader reader) {
        return reader.leaves().stream()
                .map(leaf -> {
                    var live = live(leaf.reader());
                    return new Segment(leaf, live, live, live, Map.of());
                })
                .toList();
    }

    private static Object core(LeafReaderContext leaf) {
        return leaf.reader().getCoreCacheHelper().getKey();
    }

    private static FixedBitSet live(LeafReader reader) {
        var live = new FixedBitSet(reader.maxDoc());
        live.set(0, reader.maxDoc());
        var bits = reader.getLiveDocs();
        if (bits != null) {
            bits.applyMask(live, 0);
        }
        return live;
    }

    /** Those with a field whose only word is its name. */
    private static FixedBitSet having(LeafReader reader, String field) throws IOException {
        var having = new FixedBitSet(reader.maxDoc());
        var documents = reader.postings(new Term(field, field), PostingsEnum.NONE);
        if (documents != null) {
            having.or(documents);
        }
        return having;
    }

    private static FixedBitSet without(FixedBitSet some, FixedBitSet others) {
        var left = some.clone();
        left.andNot(others);
        return left;
    }

    private static FixedBitSet both(FixedBitSet some, FixedBitSet others) {
        var both = some.clone();
        both.and(others);
        return both;
    }

    private static Map<Facet, FacetValues> facets(LeafReader reader) throws IOException {
        var facets = new EnumMap<Facet, FacetValues>(Facet.class);
        for (var facet : Facet.values()) {
            facets.put(facet, new FacetValues(reader, Fields.of(facet)));
        }
        return facets;
    }

    /** The same, where a search finds the nets. */
    Segment ofNets() {
        return new Segment(leaf, live, nets, nets, facets);
    }

    /** Whether any of these was not removed. */
    boolean hasLive(DocIdSetIterator documents) throws IOException {
        for (var at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
            if (live.get(at)) {
                return true;
            }
        }
        return false;
    }

    LeafReader reader() {
        return leaf.reader();
    }

    Columns columns() {
        return new Columns(reader());
    }
}
