package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import dev.diver.core.problem.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

/** One Lucene index in the cache for the packages of all catalogs, shared by all processes. */
public final class LuceneCatalogIndex implements CatalogIndex {
    private static final int MOST_OF_A_NAME = 10_000;

    private final LuceneStore store;
    private final Words words = new Words();
    private View view;

    /** @param directory in the cache; made where it does not exist */
    public LuceneCatalogIndex(Path directory) {
        store = new LuceneStore(directory);
    }

    @Override
    public void update(String stamp, Consumer<Consumer<Descriptor>> catalog) {
        refresh();
        if (state("").equals(stamp)) {
            return;
        }
        change(
                "",
                edit -> {
                    if (!edit.state().equals(stamp)) {
                        edit.replace(catalog);
                        edit.keep(stamp);
                    }
                },
                new Cancellation());
    }

    @Override
    public synchronized String state(String catalog) {
        if (view == null) {
            refresh();
        }
        return view == null ? "" : view.states().getOrDefault(catalog, "");
    }

    @Override
    public void change(String catalog, Change change, Cancellation cancellation) {
        try {
            store.change(catalog, change, cancellation);
        } catch (IOException e) {
            throw Trouble.of("Writing what is searched", store.directory(), e);
        }
        refresh();
    }

    /** Sees what other processes have changed. */
    private synchronized void refresh() {
        try {
            var newer = view == null ? store.open() : DirectoryReader.openIfChanged(view.reader());
            if (newer != null) {
                show(newer);
            }
        } catch (IOException | IllegalArgumentException damaged) {
            close();
            var again = store.open();
            if (again != null) {
                try {
                    show(again);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void show(DirectoryReader newer) throws IOException {
        var next = View.of(newer, view);
        close();
        view = next;
    }

    @Override
    public SearchResult search(CatalogQuery query, Set<String> pulled, Set<String> ranHere) {
        return read(current -> {
            var found = found(current, query, QueryMaker.narrowing(query, pulled, ranHere));
            var entries = new ArrayList<CatalogEntry>();
            for (var descriptor : found.best()) {
                KernelAnnotations.entry(descriptor, !pulled.isEmpty() && pulled.contains(reference(descriptor)))
                        .ifPresent(entries::add);
            }
            return new SearchResult(entries, found.total(), found.counts(), Optional.empty());
        });
    }

    @Override
    public NetSearchResult nets(CatalogQuery query) {
        return read(current -> {
            var found = found(current.ofNets(), query, QueryMaker.narrowingNets(query));
            var entries = found.best().stream()
                    .flatMap(descriptor -> NetAnnotations.entry(descriptor).stream())
                    .toList();
            return new NetSearchResult(entries, found.total(), found.counts());
        });
    }

    private record Found(List<Descriptor> best, int total, Map<Facet, Map<String, Integer>> counts) {}

    private Found found(View current, CatalogQuery query, Optional<Query> narrowing) throws IOException {
        var points = new Ranking(current.segments()).points(words.of(query.words()));
        var matches = current.narrowed(points.stream().map(Points::all).toList(), narrowing);
        return new Found(
                new Best(current.segments(), points).of(matches, query.limit()),
                View.total(matches),
                current.counts(matches));
    }

    @Override
    public List<Descriptor> named(String catalog, String name) {
        return find(IndexedPackage.name(catalog, name), MOST_OF_A_NAME);
    }

    @Override
    public List<Descriptor> netsNamed(String catalog, String name) {
        return find(IndexedPackage.net(catalog, name), MOST_OF_A_NAME);
    }

    @Override
    public Optional<Descriptor> digest(String catalog, String digest) {
        return find(IndexedPackage.digest(catalog, digest), 1).stream().findFirst();
    }

    private List<Descriptor> find(Term term, int limit) {
        return read(current -> {
            var found = new ArrayList<Descriptor>();
            for (var segment : current.segments()) {
                var columns = segment.columns();
                var documents = segment.reader().postings(term, PostingsEnum.NONE);
                for (var at = documents == null ? DocIdSetIterator.NO_MORE_DOCS : documents.nextDoc();
                        at != DocIdSetIterator.NO_MORE_DOCS && found.size() < limit;
                        at = documents.nextDoc()) {
                    if (segment.live().get(at)) {
                        found.add(columns.descriptor(at));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public List<KernelReference> alike(KernelReference reference) {
        return read(current -> {
            var found = new LinkedHashSet<KernelReference>();
            for (var segment : current.segments()) {
                var terms = segment.reader().terms(Fields.NAME);
                var walk = terms == null ? TermsEnum.EMPTY : terms.iterator();
                for (var term = walk.next(); term != null; term = walk.next()) {
                    var other = IndexedPackage.named(term.utf8ToString());
                    if (LookAlikes.are(reference, other) && segment.hasLive(walk.postings(null, PostingsEnum.NONE))) {
                        found.add(other);
                    }
                }
            }
            return List.copyOf(found);
        });
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
        return read(current -> {
            var points = new Ranking(current.segments()).points(words.of(text));
            var matches = new ArrayList<FixedBitSet>();
            for (var at = 0; at < points.size(); at++) {
                matches.add(points.get(at).any(current.segments().get(at).shown()));
            }
            return new Best(current.segments(), points).of(matches, 100);
        });
    }

    private static String reference(Descriptor descriptor) {
        return KernelAnnotations.reference(descriptor)
                .map(KernelReference::toString)
                .orElse("");
    }

    /** What needs the index open. */
    private interface Reading<T> {
        T of(View view) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        var current = taken();
        try {
            return reading.of(current);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            current.release();
        }
    }

    private synchronized View taken() {
        if (view == null) {
            throw new IllegalStateException("update comes first");
        }
        view.take();
        return view;
    }

    @Override
    public synchronized void close() {
        if (view != null) {
            view.release();
            view = null;
        }
    }
}
