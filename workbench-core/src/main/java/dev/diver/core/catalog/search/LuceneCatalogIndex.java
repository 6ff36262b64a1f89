package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.home.Folders;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;

/**
 * A Lucene index in a directory of the cache, one for each state of the catalog: it is written aside and renamed, so that
 * processes that start at once do not disturb each other.
 */
public final class LuceneCatalogIndex implements CatalogIndex {
    /** Changes with what is in a document, so that an index of an earlier version is made again. */
    private static final String FORMAT = "4 ";

    private static final int MOST_OF_A_NAME = 10_000;

    private final Path directory;
    private final OciJson json;
    private String stamp = "";
    private Opened opened;

    private record Opened(IndexSearcher searcher, Facets facets) {}

    /** @param directory in the cache; made where it does not exist */
    public LuceneCatalogIndex(Path directory, OciJson json) {
        this.directory = directory;
        this.json = json;
    }

    @Override
    public synchronized void update(String newStamp, Consumer<Consumer<Descriptor>> catalog) {
        if (opened != null && stamp.equals(newStamp)) {
            return;
        }
        var wanted = directory.resolve(Digest.of((FORMAT + newStamp).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32));
        try {
            if (!open(wanted)) {
                Folders.delete(wanted);
                make(wanted, catalog);
                open(wanted);
            }
            stamp = newStamp;
            removeOthers(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean open(Path wanted) {
        if (!Files.isDirectory(wanted)) {
            return false;
        }
        try {
            var reader = DirectoryReader.open(FSDirectory.open(wanted));
            close();
            opened = new Opened(new IndexSearcher(reader), Facets.read(reader));
            return true;
        } catch (IOException | IllegalArgumentException damaged) {
            return false;
        }
    }

    private void make(Path wanted, Consumer<Consumer<Descriptor>> catalog) throws IOException {
        Files.createDirectories(directory);
        var staged = Files.createTempDirectory(directory, "new");
        try {
            try (var writer = new IndexMaker(staged, json)) {
                catalog.accept(writer::add);
            }
            Files.move(staged, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process may have made the index of the same state at the same time.
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
        } finally {
            Folders.delete(staged);
        }
    }

    private void removeOthers(Path wanted) throws IOException {
        try (var children = Files.list(directory)) {
            // Those named new… may be of a process that is just making one.
            children.filter(child -> !child.equals(wanted)
                            && !child.getFileName().toString().startsWith("new"))
                    .forEach(Folders::delete);
        }
    }

    @Override
    public SearchResult search(CatalogQuery query, Set<String> pulled) {
        var index = opened();
        var searcher = index.searcher();
        try {
            var points = new Ranking(searcher.getIndexReader()).all(QueryMaker.words(query.words()));
            var narrowing = QueryMaker.narrowing(query, pulled);
            if (narrowing.isPresent()) {
                keepOnly(documents(searcher, narrowing.get()), points);
            }
            var facets = index.facets().count(points);
            var entries = new ArrayList<CatalogEntry>();
            // Documents are in the order of their names.
            for (int document : Ranking.best(points, query.limit())) {
                var descriptor = descriptor(searcher, document);
                KernelAnnotations.entry(descriptor, pulled.contains(reference(descriptor)))
                        .ifPresent(entries::add);
            }
            return new SearchResult(
                    entries, facets.total(), facets.tags(), facets.families(), facets.licences(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FixedBitSet documents(IndexSearcher searcher, Query query) throws IOException {
        var documents = new FixedBitSet(searcher.getIndexReader().maxDoc());
        var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (var leaf : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorer(leaf);
            if (scorer != null) {
                var each = scorer.iterator();
                for (var at = each.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = each.nextDoc()) {
                    documents.set(leaf.docBase + at);
                }
            }
        }
        return documents;
    }

    private static void keepOnly(FixedBitSet documents, int[] points) {
        for (var document = 0; document < points.length; document++) {
            if (!documents.get(document)) {
                points[document] = 0;
            }
        }
    }

    @Override
    public List<Descriptor> named(String name) {
        return find(new TermQuery(new Term(Fields.NAME, name)), MOST_OF_A_NAME);
    }

    @Override
    public Optional<Descriptor> digest(String digest) {
        return find(new TermQuery(new Term(Fields.DIGEST, digest)), 1).stream().findFirst();
    }

    @Override
    public List<KernelReference> nearest(KernelReference reference, int limit) {
        var order = Comparator.comparingInt(
                (KernelReference other) -> Nearest.distance(other.toString(), reference.toString()));
        return resembling(reference.toString()).stream()
                .flatMap(descriptor -> KernelAnnotations.reference(descriptor).stream())
                // One that has only a number of the version in common is not what the person meant.
                .filter(other ->
                        Nearest.to(reference.name(), List.of(other.name())).isPresent())
                .sorted(order)
                .limit(limit)
                .toList();
    }

    private List<Descriptor> resembling(String text) {
        var searcher = opened().searcher();
        try {
            var points = new Ranking(searcher.getIndexReader()).any(QueryMaker.words(text));
            var found = new ArrayList<Descriptor>();
            for (int document : Ranking.best(points, 100)) {
                found.add(descriptor(searcher, document));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Descriptor> find(Query query, int limit) {
        var current = opened().searcher();
        try {
            var found = new ArrayList<Descriptor>();
            for (var hit : current.search(query, limit).scoreDocs) {
                found.add(descriptor(current, hit.doc));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Descriptor descriptor(IndexSearcher from, int document) throws IOException {
        var stored = from.storedFields().document(document).getBinaryValue(Fields.DESCRIPTOR);
        var bytes = java.util.Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + stored.length);
        return json.read(bytes, Descriptor.class, "The search index");
    }

    private static String reference(Descriptor descriptor) {
        return KernelAnnotations.reference(descriptor)
                .map(KernelReference::toString)
                .orElse("");
    }

    private synchronized Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("update comes first");
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            try {
                opened.searcher().getIndexReader().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            opened = null;
        }
    }
}
