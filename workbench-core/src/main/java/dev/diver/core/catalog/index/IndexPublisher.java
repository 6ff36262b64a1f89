package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes a registry's index, however many do so at once: a change is first written to the {@link Journal}, then brought into
 * the index together with whatever else waits there, and the writer goes on until it has read that nothing is missing.
 */
public final class IndexPublisher {
    /** Where so many writers are at once, the change is in the journal and comes in with the next one. */
    private static final int ATTEMPTS = 30;

    private final IndexPlace place;
    private final Journal journal;
    private final IndexLines lines = new IndexLines();
    private final Clock clock;
    private final Duration lifetime;

    /** @param lifetime after which the index counts as old unless it is written again */
    public IndexPublisher(Registry registry, OciJson json, Clock clock, Duration lifetime) {
        place = new IndexPlace(registry, json);
        journal = new Journal(place, clock);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * @param version of the index
     * @param digest of its root, which is what is signed
     */
    public record Published(long version, Digest digest, Instant created, Instant expires) {}

    /**
     * Writes the change, and returns when it is in the index; an empty change makes the index new.
     *
     * @param seal asked for each index that comes of it
     */
    public Published publish(IndexChange change, IndexSeal seal, Cancellation cancellation) {
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("diver-index");
            return publish(change, seal, scratch, cancellation);
        } catch (IOException e) {
            throw Trouble.of("Writing the catalog's index", Path.of(System.getProperty("java.io.tmpdir")), e);
        } finally {
            if (scratch != null) {
                Folders.delete(scratch);
            }
        }
    }

    /** Of the index that is there now. */
    public Optional<Long> version(Cancellation cancellation) {
        return place.root(cancellation).map(root -> root.manifest().version());
    }

    private Published publish(IndexChange change, IndexSeal seal, Path scratch, Cancellation cancellation)
            throws IOException {
        var texts = texts(change);
        var blob = place.store(IndexManifest.DELTA_TYPE, out -> lines.write(out, texts), scratch, cancellation);
        var own = journal.add(blob, scratch, cancellation);
        Digest sealed = null;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            cancellation.check();
            // In this order: a change that is in the root was in the journal before.
            var root = place.root(cancellation);
            var tags = place.tags(cancellation);
            if (root.isEmpty() && tags.contains(IndexPlace.TAG)) {
                // Another is just making the first one.
                continue;
            }
            var index = root.map(IndexPlace.Root::manifest).orElseGet(IndexManifest::empty);
            var pending = usable(own, index, journal.pending(index, tags, cancellation), scratch, cancellation);
            if (pending.isEmpty() && root.isPresent()) {
                var published = published(index, root.get().digest());
                if (!published.digest().equals(sealed)) {
                    // Another has written it, with this change in it.
                    seal.seal(index.name(), published, root.get().descriptor(), cancellation);
                }
                journal.removeOld(tags, cancellation);
                new OldStatements(place, clock).remove(tags, published.digest(), cancellation);
                return published;
            }
            var next = merged(index, pending);
            if (Compaction.isDue(next)) {
                next = new Compaction(place, lines, scratch, cancellation).of(next);
            }
            var written = place.described(next);
            seal.seal(next.name(), published(next, written.digest()), written, cancellation);
            sealed = written.digest();
            place.putRoot(next, scratch, cancellation);
        }
        throw new DiverException(
                Problem.Kind.IN_USE,
                "The catalog's index is being changed by many at once.",
                "The change is written down there, and comes in with the next one.",
                "Do it again in a while to be sure.");
    }

    private static Published published(IndexManifest index, Digest root) {
        return new Published(index.version(), root, index.created(), index.expires());
    }

    private List<byte[]> texts(IndexChange change) throws IOException {
        var texts = new ArrayList<byte[]>();
        for (var descriptor : change.put()) {
            var line = IndexLine.of(descriptor);
            line.reference();
            texts.add(lines.text(line));
        }
        for (var reference : change.removed()) {
            var line = IndexLine.removal(reference);
            line.reference();
            texts.add(lines.text(line));
        }
        return texts;
    }

    /**
     * Its own, and those of the others that are what they should be: what somebody wrote into the journal would damage the
     * index for all if it were taken unseen.
     */
    private List<Journal.Pending> usable(
            Journal.Pending own,
            IndexManifest index,
            List<Journal.Pending> pending,
            Path scratch,
            Cancellation cancellation)
            throws IOException {
        var usable = new ArrayList<Journal.Pending>();
        for (var one : pending) {
            if (!one.id().equals(own.id()) && isUsable(one, scratch, cancellation)) {
                usable.add(one);
            }
        }
        if (!index.merged().contains(own.id())) {
            usable.add(own);
        }
        return usable;
    }

    private boolean isUsable(Journal.Pending change, Path scratch, Cancellation cancellation) throws IOException {
        try {
            lines.read(place.fetch(change.blob(), scratch, cancellation), IndexLimits.DELTA_LINES, IndexedLine::check);
            return true;
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private IndexManifest merged(IndexManifest index, List<Journal.Pending> pending) {
        var deltas = new ArrayList<>(index.deltas());
        var merged = new ArrayList<>(journal.recent(index.merged()));
        var state = index.state();
        for (var one : pending) {
            var delta = new IndexManifest.Delta(state, one.blob());
            deltas.add(delta);
            merged.add(one.id());
            state = delta.to();
        }
        var now = clock.instant();
        return new IndexManifest(
                index.name().isEmpty() ? place.name() : index.name(),
                // Two writers at once hardly ever make the same version of different indexes.
                Math.max(index.version() + 1, now.toEpochMilli()),
                now,
                now.plus(lifetime),
                index.snapshot(),
                index.shards(),
                deltas,
                merged);
    }
}
