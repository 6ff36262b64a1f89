package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Statements about indexes that were replaced, which registries without an interface for them keep under tags. Who has just
 * read an index asks for its statements next, and who seals one lays them there first; so only old ones go. For one thread.
 */
final class OldStatements {
    private static final Pattern TAG = Pattern.compile("sha256-[0-9a-f]{64}");

    /** Each is one question; the others come with the next change. */
    private static final int MOST = 8;

    private final IndexPlace place;
    private final Instant until;

    OldStatements(IndexPlace place, Clock clock) {
        this.place = place;
        until = clock.instant().minus(Journal.KEPT);
    }

    /**
     * Removes some, where the registry lets one.
     *
     * @param tags of the index's repository
     * @param present the root of the index
     */
    void remove(List<String> tags, Digest present, Cancellation cancellation) {
        var candidates = new ArrayList<>(tags.stream()
                .filter(tag -> TAG.matcher(tag).matches() && !tag.endsWith(present.hex()))
                .toList());
        // Their order tells no age, and each is to be looked at some time.
        Collections.shuffle(candidates);
        try {
            for (var tag : candidates.stream().limit(MOST).toList()) {
                var said = place.said(tag, cancellation);
                var isOld = said.filter(one -> one.manifests().stream().allMatch(this::isOld));
                if (isOld.isPresent() && !place.delete(tag, isOld.get().itself(), cancellation)) {
                    return;
                }
            }
        } catch (DiverException e) {
            // The change is in the index, and that is what was asked for.
            cancellation.check();
        }
    }

    /** What others have laid there is theirs. */
    private boolean isOld(Descriptor statement) {
        try {
            return statement.artifactType().equals(IndexStatements.TYPE)
                    && Instant.parse(statement.annotation(IndexStatements.CREATED))
                            .isBefore(until);
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
