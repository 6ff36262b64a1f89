package dev.diver.core.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexPlanTest {
    private final Descriptor empty = part("empty");
    private final Descriptor full = part("full");
    private final IndexManifest.Delta first = new IndexManifest.Delta("a", part("first"));
    private final IndexManifest.Delta second = new IndexManifest.Delta(first.to(), part("second"));

    @Test
    void deltasLeadOnFromWhatIsThere() {
        var manifest = manifest("a", List.of(full, empty), List.of(first, second));
        assertEquals(
                List.of(second.blob()), plan(manifest, first.to(), "x", "y").missing());
        assertEquals(
                List.of(first.blob(), second.blob()),
                plan(manifest, "a", "x", "y").missing());
        assertEquals(List.of(), plan(manifest, second.to(), "x", "y").missing());
    }

    @Test
    void shardsAreComparedPlaceByPlace() {
        var manifest = manifest(second.to(), List.of(empty, empty), List.of(second));
        var plan = plan(manifest, "elsewhere", "", empty.digest().toString());
        assertNull(plan.deltas());
        // The one that has changed is like the other one now, and must come all the same.
        assertEquals(List.of(empty), plan.missing());
    }

    @Test
    void anotherNumberOfShardsIsAnotherDivision() {
        var manifest = manifest("a", List.of(full, empty), List.of(first));
        var plan = plan(manifest, first.to(), full.digest().toString());
        assertNull(plan.deltas());
        assertEquals(List.of(full, empty, first.blob()), plan.missing());
    }

    private static IndexPlan plan(IndexManifest manifest, String state, String... shards) {
        var root = new IndexPlace.Root(Digest.of(new byte[0]), 0, manifest);
        return IndexPlan.of(root, new IndexState(1, "", state, List.of(shards), "", ""));
    }

    private static IndexManifest manifest(String snapshot, List<Descriptor> shards, List<IndexManifest.Delta> deltas) {
        return new IndexManifest("", 2, Instant.EPOCH, Instant.EPOCH, snapshot, shards, deltas, List.of());
    }

    private static Descriptor part(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Descriptor.blob("test", Digest.of(bytes), bytes.length);
    }
}
