package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a new snapshot of the old one and its deltas, shard by shard; shards in which nothing changed stay what they are. */
final class Compaction {
    /** Deltas may be so large a part of the snapshot, and at least so many bytes. */
    private static final double LARGEST_PART = 0.2;

    private static final long LEAST = 64 << 10;
    private static final int MOST_DELTAS = IndexLimits.DELTAS / 2;

    /** The newest deltas stay for clients that are nearly up to date: so large a part of the snapshot. */
    private static final double KEPT_PART = 0.05;

    private static final int MOST_KEPT = 32;
    private static final byte[] GONE = {};

    private final IndexPlace place;
    private final IndexLines lines;
    private final Path scratch;
    private final Cancellation cancellation;

    Compaction(IndexPlace place, IndexLines lines, Path scratch, Cancellation cancellation) {
        this.place = place;
        this.lines = lines;
        this.scratch = scratch;
        this.cancellation = cancellation;
    }

    static boolean isDue(IndexManifest index) {
        var since = bytes(index.after(index.snapshot()));
        return since > Math.max(LEAST, (long) (LARGEST_PART * shardBytes(index.shards())))
                || index.deltas().size() > MOST_DELTAS;
    }

    private static long bytes(List<IndexManifest.Delta> deltas) {
        return deltas.stream().mapToLong(delta -> delta.blob().size()).sum();
    }

    private static long shardBytes(List<Descriptor> shards) {
        return shards.stream().mapToLong(Descriptor::size).sum();
    }

    IndexManifest of(IndexManifest index) throws IOException {
        var since = index.after(index.snapshot());
        var count = Shards.count(
                shardBytes(index.shards()) + bytes(since), index.shards().size());
        var changes = changes(since, count);
        var shards = new Descriptor[count];
        var before = Math.max(1, index.shards().size());
        for (var at = 0; at < before; at++) {
            cancellation.check();
            if (before == count && !index.shards().isEmpty() && !changes.containsKey(at)) {
                shards[at] = index.shards().get(at);
            } else {
                split(index.shards().isEmpty() ? null : index.shards().get(at), at, before, changes, shards);
            }
        }
        return new IndexManifest(
                index.name(),
                index.version(),
                index.created(),
                index.expires(),
                index.state(),
                List.of(shards),
                kept(index.deltas(), shardBytes(List.of(shards))),
                index.merged());
    }

    /** By the numbers of new shards: lines by their keys, {@link #GONE} for what was removed. */
    private Map<Integer, TreeMap<String, byte[]>> changes(List<IndexManifest.Delta> deltas, int count)
            throws IOException {
        var changes = new HashMap<Integer, TreeMap<String, byte[]>>();
        for (var delta : deltas) {
            var file = place.fetch(delta.blob(), scratch, cancellation);
            lines.readTexts(file, IndexLimits.DELTA_LINES, text -> {
                var line = lines.parse(text);
                var reference = line.reference();
                changes.computeIfAbsent(Shards.of(reference, count), number -> new TreeMap<>())
                        .put(Shards.key(reference), line.isRemoval() ? GONE : text);
            });
        }
        return changes;
    }

    /** @param old null for none */
    private void split(
            Descriptor old, int at, int before, Map<Integer, TreeMap<String, byte[]>> changes, Descriptor[] shards)
            throws IOException {
        var packages = new HashMap<Integer, TreeMap<String, byte[]>>();
        for (var number = at; number < shards.length; number += before) {
            packages.put(number, new TreeMap<>());
        }
        if (old != null) {
            var file = place.fetch(old, scratch, cancellation);
            lines.readTexts(file, IndexLimits.SHARD_LINES, text -> {
                var reference = lines.parse(text).reference();
                var shard = packages.get(Shards.of(reference, shards.length));
                if (shard == null) {
                    throw IndexLine.damaged("A package is in the wrong shard.");
                }
                shard.put(Shards.key(reference), text);
            });
            Files.delete(file);
        }
        for (var shard : packages.entrySet()) {
            var whole = shard.getValue();
            whole.putAll(changes.getOrDefault(shard.getKey(), new TreeMap<>()));
            whole.values().removeIf(text -> text == GONE);
            shards[shard.getKey()] = place.store(
                    IndexManifest.SHARD_TYPE, out -> lines.write(out, whole.values()), scratch, cancellation);
        }
    }

    private static List<IndexManifest.Delta> kept(List<IndexManifest.Delta> deltas, long snapshot) {
        var kept = new ArrayList<IndexManifest.Delta>();
        var left = (long) (KEPT_PART * snapshot);
        for (var delta : deltas.reversed()) {
            left -= delta.blob().size();
            if (left < 0 || kept.size() == MOST_KEPT) {
                break;
            }
            kept.addFirst(delta);
        }
        return kept;
    }
}
