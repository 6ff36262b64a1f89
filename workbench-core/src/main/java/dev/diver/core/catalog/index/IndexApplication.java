package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.search.CatalogEdit;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** Brings what was fetched into the search, in one edit, and refuses what no writer writes. For one thread. */
final class IndexApplication {
    private final IndexLines lines;
    private final String catalog;
    private final CatalogEdit edit;
    private final Path scratch;
    private final Predicate<Digest> hides;
    private final Cancellation cancellation;

    /**
     * @param scratch where the parts are, by their digests
     * @param hides whether a version is hidden that the index hides
     */
    IndexApplication(
            IndexLines lines,
            String catalog,
            CatalogEdit edit,
            Path scratch,
            Predicate<Digest> hides,
            Cancellation cancellation) {
        this.lines = lines;
        this.catalog = catalog;
        this.edit = edit;
        this.scratch = scratch;
        this.hides = hides;
        this.cancellation = cancellation;
    }

    IndexState apply(IndexPlan plan) throws IOException {
        var manifest = plan.root().manifest();
        return plan.deltas() == null
                ? deltas(snapshot(plan), manifest.after(manifest.snapshot()))
                : deltas(plan.from(), plan.deltas());
    }

    private IndexState snapshot(IndexPlan plan) throws IOException {
        var shards = plan.root().manifest().shards();
        if (plan.from().shards().size() != shards.size()) {
            edit.clear();
        }
        for (var at = 0; at < shards.size(); at++) {
            var digest = shards.get(at).digest();
            if (!plan.from().has(at, shards)) {
                edit.removeGroup(String.valueOf(at));
                shard(at, shards.size(), scratch.resolve(digest.hex()));
            }
        }
        var digests = shards.stream().map(shard -> shard.digest().toString()).toList();
        return new IndexState(0, "", "", digests, "", "");
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
        var files = deltas.stream()
                .map(delta -> scratch.resolve(delta.blob().digest().hex()))
                .toList();
        // Most of the work is in the search's index, and a package that changed twice would be put there twice.
        new LastChanges(lines, files, IndexLimits.CHANGES_AT_ONCE).each(line -> {
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
        });
        return from.touched(touched);
    }

    private void put(int number, IndexLine line) throws IOException {
        var known = IndexedLine.of(catalog, line);
        if (known.isPresent()) {
            edit.put(
                    String.valueOf(number),
                    hides.test(known.get().digest()) ? known.get() : IndexAnnotations.shown(known.get()));
        } else {
            edit.remove(line.reference());
        }
    }
}
