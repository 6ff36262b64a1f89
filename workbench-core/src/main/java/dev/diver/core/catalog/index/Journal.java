package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Changes before they are in the index, each under a tag of its own. A registry does not tell two writers of one tag apart:
 * the second overwrites what the first has put. But what it overwrote is still here, and whoever writes next brings it in.
 */
final class Journal {
    static final String ARTIFACT_TYPE = "application/vnd.diver.catalog.change.v1";

    /** So long is looked back: more than a writer takes, and than clocks differ. */
    static final Duration KEPT = Duration.ofHours(6);

    private static final Pattern TAG = Pattern.compile("change-([0-9]{13})-[0-9a-f]{16}");

    private static final int MOST_REMOVED = 16;

    /** Pending at once; the others come with the next change. */
    private static final int MOST = 64;

    private final IndexPlace place;
    private final Clock clock;

    Journal(IndexPlace place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    /** @param id its tag */
    record Pending(String id, Descriptor blob) {}

    Pending add(Descriptor blob, Path scratch, Cancellation cancellation) throws IOException {
        var random = UUID.randomUUID().getLeastSignificantBits();
        var id = String.format(Locale.ROOT, "change-%013d-%016x", clock.millis(), random);
        place.putChange(id, ARTIFACT_TYPE, blob, scratch, cancellation);
        return new Pending(id, blob);
    }

    /**
     * Those that are not in the index yet, oldest first.
     *
     * @param tags of the index's repository
     */
    List<Pending> pending(IndexManifest index, List<String> tags, Cancellation cancellation) {
        var merged = new HashSet<>(index.merged());
        var pending = new ArrayList<Pending>();
        for (var tag : recent(tags)) {
            if (!merged.contains(tag) && pending.size() < MOST) {
                place.change(tag, cancellation)
                        .filter(Journal::isChange)
                        .ifPresent(found ->
                                pending.add(new Pending(tag, found.layers().getFirst())));
            }
        }
        return pending;
    }

    private static boolean isChange(ImageManifest found) {
        return found.artifactType().equals(ARTIFACT_TYPE)
                && found.layers().size() == 1
                && found.layers().getFirst().mediaType().equals(IndexManifest.DELTA_TYPE)
                && found.layers().getFirst().size() <= IndexLimits.COMPRESSED;
    }

    /** Removes some that nobody looks at any more, where the registry lets one. */
    void removeOld(List<String> tags, Cancellation cancellation) {
        var since = clock.millis() - KEPT.toMillis();
        var old = tags.stream().filter(tag -> isOlder(tag, since)).sorted().limit(MOST_REMOVED);
        try {
            for (var tag : old.toList()) {
                if (!place.delete(tag, ARTIFACT_TYPE, cancellation)) {
                    return;
                }
            }
        } catch (DiverException e) {
            // The change is in the index, and that is what was asked for.
            cancellation.check();
        }
    }

    private static boolean isOlder(String tag, long since) {
        var match = TAG.matcher(tag);
        return match.matches() && Long.parseLong(match.group(1)) < since;
    }

    /** Of the index's list, those that may still be found here. */
    List<String> recent(List<String> tags) {
        var since = clock.millis() - KEPT.toMillis();
        return Set.copyOf(tags).stream()
                .filter(tag -> {
                    var match = TAG.matcher(tag);
                    return match.matches() && Long.parseLong(match.group(1)) >= since;
                })
                .sorted()
                .toList();
    }
}
