package dev.diver.core.catalog.search;

import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Changes through Lucene's writer. */
final class LuceneEdit implements CatalogEdit {
    private final IndexWriter writer;
    private final List<Segment> before;
    private final String catalog;
    private String state;

    /** @param before what is in the index before the first change */
    LuceneEdit(IndexWriter writer, List<Segment> before, String catalog, String state) {
        this.writer = writer;
        this.before = before;
        this.catalog = catalog;
        this.state = state;
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public void keep(String newState) {
        state = newState;
    }

    @Override
    public void put(String group, Descriptor descriptor) throws IOException {
        var indexed = IndexedPackage.of(catalog, group, descriptor);
        if (indexed.isPresent()) {
            writer.updateDocument(indexed.get().key(), indexed.get().document());
        }
    }

    @Override
    public void remove(KernelReference reference) throws IOException {
        writer.deleteDocuments(IndexedPackage.key(catalog, reference));
    }

    @Override
    public void removeGroup(String group) throws IOException {
        writer.deleteDocuments(IndexedPackage.group(catalog, group));
    }

    @Override
    public void clear() throws IOException {
        writer.deleteDocuments(new Term(Fields.of(Facet.CATALOG), catalog));
    }

    @Override
    public void replace(Consumer<Consumer<Descriptor>> packages) throws IOException {
        var same = new ArrayList<FixedBitSet>();
        before.forEach(segment -> same.add(new FixedBitSet(segment.live().length())));
        var changed = new HashSet<Term>();
        packages.accept(descriptor ->
                IndexedPackage.of(catalog, "", descriptor).ifPresent(indexed -> add(indexed, same, changed)));
        for (var at = 0; at < before.size(); at++) {
            removeOthers(before.get(at), same.get(at), changed);
        }
    }

    private void add(IndexedPackage indexed, List<FixedBitSet> same, Set<Term> changed) {
        try {
            if (changed.contains(indexed.key()) || !isThere(indexed, same)) {
                writer.updateDocument(indexed.key(), indexed.document());
                changed.add(indexed.key());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere(IndexedPackage indexed, List<FixedBitSet> same) throws IOException {
        for (var at = 0; at < before.size(); at++) {
            var document = find(before.get(at), indexed.key());
            if (document >= 0 && before.get(at).columns().descriptor(document).equals(indexed.descriptor())) {
                same.get(at).set(document);
                return true;
            }
        }
        return false;
    }

    /** -1 where it is not there. */
    private static int find(Segment segment, Term key) throws IOException {
        var documents = segment.reader().postings(key, PostingsEnum.NONE);
        if (documents != null) {
            for (var at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
                if (segment.live().get(at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private void removeOthers(Segment segment, FixedBitSet same, Set<Term> changed) throws IOException {
        var documents = segment.reader().postings(new Term(Fields.of(Facet.CATALOG), catalog), PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        for (var at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
            if (segment.live().get(at) && !same.get(at)) {
                var gone = IndexedPackage.of(catalog, "", segment.columns().descriptor(at));
                if (gone.isPresent() && !changed.contains(gone.get().key())) {
                    writer.deleteDocuments(gone.get().key());
                }
            }
        }
    }
}
