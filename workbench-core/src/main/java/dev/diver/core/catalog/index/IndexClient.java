package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.Whole;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Follows the indexes of registries: what is new comes into the search, all at once or not at all, and nothing is
 * transferred that is there. Thread-safe, also between processes.
 */
public final class IndexClient {
    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 5;

    private final CatalogIndex search;
    private final OciJson json;
    private final Path downloads;
    private final Clock clock;
    private final IndexLines lines = new IndexLines();

    /** @param downloads a directory in the cache */
    public IndexClient(CatalogIndex search, OciJson json, Path downloads, Clock clock) {
        this.search = search;
        this.json = json;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * @param catalog its name
     * @throws DiverException NOT_FOUND where the registry has no index; DAMAGED where it is none; what was there stays
     */
    public IndexUpdate update(
            String catalog, Registry registry, IndexJudge judge, Progress progress, Cancellation cancellation) {
        var place = new IndexPlace(registry, json);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var from = IndexState.read(search.state(catalog), json);
            var root = place.root(cancellation).orElseThrow(() -> none(catalog, from, cancellation));
            var head = new IndexHead(
                    catalog,
                    root.manifest().version(),
                    root.digest(),
                    root.manifest().created(),
                    root.manifest().expires(),
                    from.version());
            judge.judge(head);
            if (from.root().equals(root.digest().toString())) {
                keep(catalog, from.at(root, clock.instant()), cancellation);
                return new IndexUpdate(head, false, true, root.size());
            }
            var plan = IndexPlan.of(root, from);
            if (isDone(catalog, plan, place, judge, progress, cancellation)) {
                var parts = plan.missing().stream().mapToLong(Descriptor::size).sum();
                return new IndexUpdate(head, true, plan.deltas() != null, root.size() + parts);
            }
        }
        throw new DiverException(
                Problem.Kind.IN_USE,
                "The index of " + catalog + " could not be brought up to date.",
                "Other processes are doing it at the same time, again and again.",
                "");
    }

    /** Its packages are not found any more. */
    public void forget(String catalog, Cancellation cancellation) {
        search.change(
                catalog,
                edit -> {
                    edit.clear();
                    edit.keep("");
                },
                cancellation);
    }

    /** What is here of it; empty where it was never asked for. */
    public Optional<IndexAge> age(String catalog) {
        return IndexState.read(search.state(catalog), json).age();
    }

    private void keep(String catalog, IndexState state, Cancellation cancellation) {
        search.change(
                catalog,
                edit -> {
                    if (IndexState.read(edit.state(), json).isLike(state)) {
                        edit.keep(state.text(json));
                    }
                },
                cancellation);
    }

    private DiverException none(String catalog, IndexState here, Cancellation cancellation) {
        if (here.root().isEmpty()) {
            keep(catalog, here.asked(clock.instant()), cancellation);
        }
        return new DiverException(
                Problem.Kind.NOT_FOUND,
                "The catalog " + catalog + " has no index, so that it cannot be searched.",
                "",
                "Its kernels can be pulled by name all the same. Whoever may write there can make one: diver catalog index "
                        + catalog + " --publish.");
    }

    private boolean isDone(
            String catalog,
            IndexPlan plan,
            IndexPlace place,
            IndexJudge judge,
            Progress progress,
            Cancellation cancellation) {
        Path scratch = null;
        try {
            Files.createDirectories(downloads);
            scratch = Files.createTempDirectory(downloads, "index");
            var parts = plan.missing().stream().distinct().toList();
            fetch(parts, place, scratch, new Whole("bringing the index of " + catalog, parts, progress), cancellation);
            progress.report("reading the index of " + catalog);
            return apply(catalog, plan, scratch, hides(catalog, plan, scratch, judge), cancellation);
        } catch (IOException e) {
            throw Trouble.of("Bringing the index of " + catalog + " up to date", downloads, e);
        } finally {
            if (scratch != null) {
                Folders.delete(scratch);
            }
        }
    }

    private Predicate<Digest> hides(String catalog, IndexPlan plan, Path scratch, IndexJudge judge) throws IOException {
        var asked = judge.hides();
        return asked.isEmpty()
                ? version -> true
                : new HiddenVersions(lines, catalog, asked.get()).in(plan, scratch)::contains;
    }

    private static void fetch(
            List<Descriptor> parts, IndexPlace place, Path into, Whole whole, Cancellation cancellation)
            throws IOException {
        var fetched = new ArrayList<Future<Path>>();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (var part : parts) {
                fetched.add(threads.submit(() -> place.fetch(part, into, whole.part(part), cancellation)));
            }
            for (var one : fetched) {
                try {
                    one.get();
                } catch (ExecutionException | InterruptedException e) {
                    threads.shutdownNow();
                    throw cause(e);
                }
            }
        }
    }

    private static IOException cause(Exception e) {
        return switch (e.getCause()) {
            case RuntimeException told -> throw told;
            case IOException broken -> broken;
            case null, default -> {
                Thread.currentThread().interrupt();
                yield new IOException("interrupted", e);
            }
        };
    }

    /** False where another process was here first. */
    private boolean apply(
            String catalog, IndexPlan plan, Path scratch, Predicate<Digest> hides, Cancellation cancellation) {
        var isFirst = new boolean[1];
        search.change(
                catalog,
                edit -> {
                    isFirst[0] = IndexState.read(edit.state(), json).isLike(plan.from());
                    if (isFirst[0]) {
                        var reached = new IndexApplication(lines, catalog, edit, scratch, hides, cancellation)
                                .apply(plan)
                                .at(plan.root(), clock.instant());
                        edit.keep(reached.text(json));
                    }
                },
                cancellation);
        return isFirst[0];
    }
}
