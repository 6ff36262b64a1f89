package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The index's root: which shards make up the snapshot, and which deltas come before and after it. Each delta leads from one
 * state of the index to the next; a state is named by the digests of all that led there, so that of two writers at once
 * nobody takes one's state for the other's.
 *
 * @param name what its first publisher called the catalog, and what later ones sign; may be empty
 * @param version grows with each change
 * @param expires from when on nobody should believe that it is the newest
 * @param snapshot the state that the shards are
 * @param shards by number; their count is a power of two
 * @param deltas oldest first
 * @param merged ids of changes that are in it and may still be found in the journal
 */
record IndexManifest(
        String name,
        long version,
        Instant created,
        Instant expires,
        String snapshot,
        List<Descriptor> shards,
        List<Delta> deltas,
        List<String> merged) {
    static final String ARTIFACT_TYPE = "application/vnd.diver.catalog.index.v1";
    static final String SHARD_TYPE = "application/vnd.diver.catalog.index.shard.v1+gzip";
    static final String DELTA_TYPE = "application/vnd.diver.catalog.index.delta.v1+gzip";

    private static final String NAME = "dev.diver.index.name";
    private static final String VERSION = "dev.diver.index.version";
    private static final String CREATED = "org.opencontainers.image.created";
    private static final String EXPIRES = "dev.diver.index.expires";
    private static final String SNAPSHOT = "dev.diver.index.snapshot";
    private static final String MERGED = "dev.diver.index.merged";
    private static final String FROM = "dev.diver.index.from";

    IndexManifest {
        shards = List.copyOf(shards);
        deltas = List.copyOf(deltas);
        merged = List.copyOf(merged);
    }

    /** @param from the state before it */
    record Delta(String from, Descriptor blob) {
        String to() {
            return Digest.of((from + "\n" + blob.digest()).getBytes(StandardCharsets.UTF_8))
                    .hex();
        }
    }

    static IndexManifest empty() {
        return new IndexManifest(
                "", 0, Instant.EPOCH, Instant.EPOCH, Digest.of(new byte[0]).hex(), List.of(), List.of(), List.of());
    }

    /** The state that all of it leads to. */
    String state() {
        return deltas.isEmpty() ? snapshot : deltas.getLast().to();
    }

    /** Those that lead on from a state; null where none does. */
    List<Delta> after(String state) {
        if (state.equals(state())) {
            return List.of();
        }
        for (var at = 0; at < deltas.size(); at++) {
            if (deltas.get(at).from().equals(state)) {
                return deltas.subList(at, deltas.size());
            }
        }
        return null;
    }

    ImageManifest image(Descriptor config) {
        var layers = new ArrayList<Descriptor>(shards);
        deltas.forEach(delta -> layers.add(delta.blob().with(Map.of(FROM, delta.from()))));
        var annotations = new TreeMap<String, String>();
        annotations.put(NAME, name);
        annotations.put(VERSION, String.valueOf(version));
        annotations.put(CREATED, created.toString());
        annotations.put(EXPIRES, expires.toString());
        annotations.put(SNAPSHOT, snapshot);
        annotations.put(MERGED, String.join(",", merged));
        return new ImageManifest(2, ImageManifest.MEDIA_TYPE, ARTIFACT_TYPE, config, layers, annotations);
    }

    static IndexManifest of(ImageManifest image) {
        if (!image.artifactType().equals(ARTIFACT_TYPE)) {
            throw IndexLine.damaged("What is there is no index that this Diver can read.");
        }
        var shards = new ArrayList<Descriptor>();
        var deltas = new ArrayList<Delta>();
        for (var layer : image.layers()) {
            if (layer.size() > IndexLimits.COMPRESSED) {
                throw IndexLine.damaged("A part of it is larger than " + IndexLimits.COMPRESSED + " bytes.");
            }
            switch (layer.mediaType()) {
                case SHARD_TYPE -> shards.add(Descriptor.blob(SHARD_TYPE, layer.digest(), layer.size()));
                case DELTA_TYPE ->
                    deltas.add(new Delta(
                            layer.annotation(FROM), Descriptor.blob(DELTA_TYPE, layer.digest(), layer.size())));
                default -> {
                    // A newer Diver may say more.
                }
            }
        }
        var said = image.annotations();
        var merged = said.getOrDefault(MERGED, "");
        var manifest = new IndexManifest(
                PlainText.brief(said.getOrDefault(NAME, "")),
                number(said.get(VERSION)),
                time(said.get(CREATED)),
                time(said.get(EXPIRES)),
                said.getOrDefault(SNAPSHOT, ""),
                shards,
                deltas,
                merged.isEmpty() ? List.of() : List.of(merged.split(",")));
        manifest.check();
        return manifest;
    }

    private void check() {
        if (shards.size() > IndexLimits.SHARDS
                || Integer.bitCount(shards.size()) > 1
                || deltas.size() > IndexLimits.DELTAS) {
            throw IndexLine.damaged(
                    "It has " + shards.size() + " shards and " + deltas.size() + " deltas, which no index has.");
        }
        for (var at = 1; at < deltas.size(); at++) {
            if (!deltas.get(at).from().equals(deltas.get(at - 1).to())) {
                throw IndexLine.damaged("Its deltas do not lead from one to the next.");
            }
        }
        if (after(snapshot) == null) {
            throw IndexLine.damaged("Its deltas do not go on from its snapshot.");
        }
    }

    private static long number(String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw IndexLine.damaged("It has no version.");
        }
        return Long.parseLong(text);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            throw IndexLine.damaged("It does not say when it was made, or until when it holds.");
        }
    }
}
