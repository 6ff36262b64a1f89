package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.problem.DiverException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client has of an index; kept with the packages themselves.
 *
 * @param root the digest of the manifest that it was brought up to
 * @param state of the index
 * @param shards digests of the shards that nothing has changed since; empty for the others
 * @param brought when the registry was asked last, or empty
 * @param expires until when it is good, or empty
 */
record IndexState(long version, String root, String state, List<String> shards, String brought, String expires) {
    static final IndexState NONE = new IndexState(0, "", "", List.of(), "", "");

    IndexState {
        root = root == null ? "" : root;
        state = state == null ? "" : state;
        shards = shards == null ? List.of() : List.copyOf(shards);
        brought = brought == null ? "" : brought;
        expires = expires == null ? "" : expires;
    }

    static IndexState read(String text, OciJson json) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            return json.read(text.getBytes(StandardCharsets.UTF_8), IndexState.class, "The index's state");
        } catch (DiverException ofAnotherDiver) {
            return NONE;
        }
    }

    String text(OciJson json) {
        return new String(json.write(this), StandardCharsets.UTF_8);
    }

    /** Whether one of an index's shards is here as it is there. */
    boolean has(int number, List<Descriptor> all) {
        return shards.size() == all.size()
                && shards.get(number).equals(all.get(number).digest().toString());
    }

    IndexState touched(Iterable<Integer> numbers) {
        var left = new ArrayList<>(shards);
        numbers.forEach(number -> left.set(number, ""));
        return new IndexState(version, root, state, left, brought, expires);
    }

    IndexState at(IndexPlace.Root reached, Instant now) {
        return new IndexState(
                reached.manifest().version(),
                reached.digest().toString(),
                reached.manifest().state(),
                shards,
                now.toString(),
                reached.manifest().expires().toString());
    }

    /** The registry was asked, and has nothing else. */
    IndexState asked(Instant now) {
        return new IndexState(version, root, state, shards, now.toString(), expires);
    }

    /** Whether it has the same packages. */
    boolean isLike(IndexState other) {
        return root.equals(other.root) && state.equals(other.state) && shards.equals(other.shards);
    }

    Optional<IndexAge> age() {
        return time(brought).map(when -> new IndexAge(version, when, time(expires)));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException ofAnotherDiver) {
            return Optional.empty();
        }
    }
}
