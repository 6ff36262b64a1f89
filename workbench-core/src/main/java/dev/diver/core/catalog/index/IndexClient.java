package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.search.CatalogEdit;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    private final IndexLines lines = new IndexLines();

    /** @param downloads a directory in the cache */
    public IndexClient(CatalogIndex search, OciJson json, Path downloads) {
        this.search = search;
        this.json = json;
        this.downloads = downloads;
    }

    /**
     * What leads from one state to the next.
     *
     * @param deltas null where they do not lead on from what is there
     * @param missing parts that have to come from the registry
     */
    private record Plan(
            IndexPlace.Root root, IndexState from, List<IndexManifest.Delta> deltas, List<Descriptor> missing) {
        static Plan of(IndexPlace.Root root, IndexState from) {
            var manifest = root.manifest();
            var known = from.shards().size() == manifest.shards().size() || from == IndexState.NONE;
            var on = known && !from.state().isEmpty() ? manifest.after(from.state()) : null;
            var missing = new ArrayList<Descriptor>();
            if (on == null) {
                manifest.shards().stream()
                        .filter(shard -> !from.shards().contains(shard.digest().toString()))
                        .forEach(missing::add);
            }
            (on == null ? manifest.after(manifest.snapshot()) : on).forEach(delta -> missing.add(delta.blob()));
            return new Plan(root, from, on, missing);
        }
    }

    /**
     * @param catalog its name
     * @throws DiverException NOT_FOUND where the registry has no index; DAMAGED where it is none; what was there stays
     */
    public IndexUpdate update(String catalog, Registry registry, IndexJudge judge, Cancellation cancellation) {
        var place = new IndexPlace(registry, json);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var from = IndexState.read(search.state(catalog), json);
            var root = place.root(cancellation).orElseThrow(() -> none(catalog));
            var head = new IndexHead(
                    catalog,
                    root.manifest().version(),
                    root.digest(),
                    root.manifest().created(),
                    root.manifest().expires(),
                    from.version());
            judge.judge(head);
            if (from.root().equals(root.digest().toString())) {
                return new IndexUpdate(head, false, true, root.size());
            }
            var plan = Plan.of(root, from);
            if (isDone(catalog, plan, place, cancellation)) {
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

    private static DiverException none(String catalog) {
        return new DiverException(
                Problem.Kind.NOT_FOUND,
                "The catalog " + catalog + " has no index, so that it cannot be searched.",
                "",
                "Its kernels can be pulled by name all the same. Whoever may write there can make one: diver catalog index.");
    }

    private boolean isDone(String catalog, Plan plan, IndexPlace place, Cancellation cancellation) {
        Path scratch = null;
        try {
            Files.createDirectories(downloads);
            scratch = Files.createTempDirectory(downloads, "index");
            fetch(plan.missing(), place, scratch, cancellation);
            return apply(catalog, plan, scratch, cancellation);
        } catch (IOException e) {
            throw Trouble.of("Bringing the index of " + catalog + " up to date", downloads, e);
        } finally {
            if (scratch != null) {
                Folders.delete(scratch);
            }
        }
    }

    private static void fetch(List<Descriptor> parts, IndexPlace place, Path into, Cancellation cancellation)
            throws IOException {
        var fetched = new ArrayList<Future<Path>>();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (var part : parts.stream().distinct().toList()) {
                fetched.add(threads.submit(() -> place.fetch(part, into, cancellation)));
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
    private boolean apply(String catalog, Plan plan, Path scratch, Cancellation cancellation) {
        var isFirst = new boolean[1];
        search.change(
                catalog,
                edit -> {
                    isFirst[0] = IndexState.read(edit.state(), json).equals(plan.from());
                    if (isFirst[0]) {
                        var reached = new Application(catalog, edit, scratch, cancellation)
                                .apply(plan)
                                .at(plan.root());
                        edit.keep(reached.text(json));
                    }
                },
                cancellation);
        return isFirst[0];
    }

    /** Of one plan, in one edit. */
    private final class Application {
        private final String catalog;
        private final CatalogEdit edit;
        private final Path scratch;
        private final Cancellation cancellation;

        Application(String catalog, CatalogEdit edit, Path scratch, Cancellation cancellation) {
            this.catalog = catalog;
            this.edit = edit;
            this.scratch = scratch;
            this.cancellation = cancellation;
        }

        IndexState apply(Plan plan) throws IOException {
            var manifest = plan.root().manifest();
            return plan.deltas() == null
                    ? deltas(snapshot(plan), manifest.after(manifest.snapshot()))
                    : deltas(plan.from(), plan.deltas());
        }

        private IndexState snapshot(Plan plan) throws IOException {
            var shards = plan.root().manifest().shards();
            var before = plan.from().shards();
            if (before.size() != shards.size()) {
                edit.clear();
            }
            for (var at = 0; at < shards.size(); at++) {
                var digest = shards.get(at).digest();
                if (before.size() != shards.size() || !before.get(at).equals(digest.toString())) {
                    edit.removeGroup(String.valueOf(at));
                    shard(at, shards.size(), scratch.resolve(digest.hex()));
                }
            }
            var digests =
                    shards.stream().map(shard -> shard.digest().toString()).toList();
            return new IndexState(0, "", "", digests);
        }

        private void shard(int number, int count, Path file) throws IOException {
            var last = new String[] {""};
            lines.read(file, IndexLimits.SHARD_LINES, line -> {
                cancellation.check();
                var reference = line.reference();
                var key = Shards.key(reference);
                if (line.isRemoval() || Shards.of(reference, count) != number || key.compareTo(last[0]) <= 0) {
                    throw IndexLine.damaged("A package is in the wrong place of its shard.");
                }
                last[0] = key;
                put(number, line);
            });
        }

        private IndexState deltas(IndexState from, List<IndexManifest.Delta> deltas) throws IOException {
            var count = from.shards().size();
            var touched = new HashSet<Integer>();
            // Of one package the last change alone counts, and most of the work is in the search's index.
            Map<String, IndexLine> last = new HashMap<>();
            for (var delta : deltas) {
                lines.read(scratch.resolve(delta.blob().digest().hex()), IndexLimits.DELTA_LINES, line -> {
                    cancellation.check();
                    IndexedLine.check(line);
                    last.put(Shards.key(line.reference()), line);
                });
            }
            for (var line : last.values()) {
                cancellation.check();
                var number = count == 0 ? 0 : Shards.of(line.reference(), count);
                if (count > 0) {
                    touched.add(number);
                }
                if (line.isRemoval()) {
                    edit.remove(line.reference());
                } else {
                    put(number, line);
                }
            }
            return from.touched(touched);
        }

        private void put(int number, IndexLine line) throws IOException {
            var known = IndexedLine.of(catalog, line);
            if (known.isPresent()) {
                edit.put(String.valueOf(number), known.get());
            } else {
                edit.remove(line.reference());
            }
        }
    }
}
