package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * What leads from one state to the next.
 *
 * @param deltas null where they do not lead on from what is there
 * @param missing parts that have to come from the registry
 */
record IndexPlan(IndexPlace.Root root, IndexState from, List<IndexManifest.Delta> deltas, List<Descriptor> missing) {
    static IndexPlan of(IndexPlace.Root root, IndexState from) {
        var manifest = root.manifest();
        var isAlike = from.shards().size() == manifest.shards().size();
        var on = isAlike && !from.state().isEmpty() ? manifest.after(from.state()) : null;
        var missing = new ArrayList<Descriptor>();
        for (var at = 0; on == null && at < manifest.shards().size(); at++) {
            if (!from.has(at, manifest.shards())) {
                missing.add(manifest.shards().get(at));
            }
        }
        (on == null ? manifest.after(manifest.snapshot()) : on).forEach(delta -> missing.add(delta.blob()));
        return new IndexPlan(root, from, on, missing);
    }
}
