package dev.diver.core.publish;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Puts a tag that nobody may have put before, in a registry that would overwrite it without a word: registries in use know no
 * conditional PUT. Each publisher first writes a claim under a tag of its own, then looks whose claims there are. Of two, the
 * one that wrote later sees the other's; so at most one goes on. See decision 28. For one thread.
 */
final class VersionClaim {
    static final String ARTIFACT_TYPE = "application/vnd.diver.claim.v1";
    private static final String STATE = "dev.diver.claim";
    private static final String CLAIMED = "claimed";
    private static final String WITHDRAWN = "withdrawn";
    private static final String OF = "dev.diver.claim.of";

    /** The claim's own tag, so that no two have one digest, by which they are deleted. */
    private static final String ID = "dev.diver.claim.id";

    /** Of what others have left, so much is removed at a time. */
    private static final int MOST_REMOVED = 16;

    /** Who has claimed a version and has neither put it nor withdrawn for so long is no more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Who has looked and not put the tag for so long looks again: others may take it for dead soon. */
    private static final Duration HASTE = Duration.ofSeconds(10);

    private static final int WITHDRAWALS = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Target target;
    private final String tag;
    private final Digest digest;
    private final OciJson json;
    private final Cancellation cancellation;
    private final String prefix;

    /** Others' claims that are taken for dead, and since when the others were seen. */
    private final Set<String> dead = new HashSet<>();

    private final Map<String, Long> seen = new HashMap<>();

    /** @param digest what the tag is to lead to */
    VersionClaim(Target target, String tag, Digest digest, OciJson json, Cancellation cancellation) {
        this.target = target;
        this.tag = tag;
        this.digest = digest;
        this.json = json;
        this.cancellation = cancellation;
        prefix =
                "claim-" + Digest.of(tag.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 12) + "-";
    }

    /**
     * Whether the tag is there already, and leads to what is to be published.
     *
     * @throws DiverException IN_USE where it leads to something else
     */
    boolean isThere() {
        var found = target.find(tag, cancellation);
        if (found.isPresent() && !found.get().descriptor().digest().equals(digest)) {
            throw new DiverException(
                    Problem.Kind.IN_USE,
                    target.reference(tag) + " is published already, with another content.",
                    "It is " + found.get().descriptor().digest() + "; yours would be " + digest
                            + ". A version never changes once it is published.",
                    "Give yours another version: in its file, or behind --to.");
        }
        return found.isPresent();
    }

    /**
     * Puts the tag; the manifest is there already, by its digest.
     *
     * @throws DiverException IN_USE where another was first
     */
    void put(byte[] manifest) throws IOException {
        while (!isThere()) {
            var own = prefix
                    + String.format(Locale.ROOT, "%016x", UUID.randomUUID().getLeastSignificantBits());
            write(own, CLAIMED, cancellation);
            try {
                if (isWon(own, manifest)) {
                    return;
                }
            } finally {
                withdraw(own);
            }
            awaitSmallerThan(own);
        }
    }

    /**
     * Removes claims of versions that are there, which mean nothing any more, where the registry lets one: those of who was
     * cut, or of who was told to withdraw while nothing could be deleted.
     */
    void removeOld() {
        try {
            var tags = target.registry().tags(target.repository(), cancellation);
            var published = Set.copyOf(tags);
            for (var tag : tags.stream()
                    .filter(found -> found.startsWith("claim-"))
                    .limit(MOST_REMOVED)
                    .toList()) {
                var old = target.find(tag, cancellation).filter(found -> isOfOneOf(published, found));
                if (old.isPresent()
                        && !target.remove(tag, old.get().descriptor().digest(), cancellation)) {
                    return;
                }
            }
        } catch (DiverException e) {
            // The version is published, and that is what was asked for.
            cancellation.check();
        }
    }

    private boolean isOfOneOf(Set<String> published, Registry.Stored found) {
        var image = target.registry().image(found);
        return image.artifactType().equals(ARTIFACT_TYPE)
                && published.contains(image.annotations().getOrDefault(OF, ""));
    }

    /** False where one with a smaller claim goes first. */
    private boolean isWon(String own, byte[] manifest) throws IOException {
        while (true) {
            cancellation.check();
            var start = System.nanoTime();
            var others = others(own);
            // In this order: who has withdrawn a claim that we do not see has put the tag before.
            if (isThere()) {
                return true;
            }
            if (others.stream().anyMatch(other -> other.compareTo(own) < 0)) {
                return false;
            }
            if (others.isEmpty() && System.nanoTime() - start < HASTE.toNanos()) {
                target.put(tag, manifest, cancellation);
                // Nobody else should have; who was stopped for long in between is told.
                return isThere();
            }
            pause();
        }
    }

    private void awaitSmallerThan(String own) throws IOException {
        while (!isThere() && others(own).stream().anyMatch(other -> other.compareTo(own) < 0)) {
            cancellation.check();
            pause();
        }
    }

    private List<String> others(String own) {
        var now = System.nanoTime();
        return target.registry().tags(target.repository(), cancellation).stream()
                .filter(found -> found.startsWith(prefix) && !found.equals(own) && !dead.contains(found))
                .filter(this::isClaimed)
                .filter(found -> {
                    var since = seen.computeIfAbsent(found, first -> now);
                    return now - since < PATIENCE.toNanos() || !dead.add(found);
                })
                .toList();
    }

    private boolean isClaimed(String claim) {
        var isClaimed = target.find(claim, cancellation)
                .map(target.registry()::image)
                .filter(found -> CLAIMED.equals(found.annotations().get(STATE)))
                .isPresent();
        if (!isClaimed) {
            // Nobody claims twice under one tag.
            dead.add(claim);
        }
        return isClaimed;
    }

    /** Even where the person has cancelled: a claim that stays holds up the others until they take it for dead. */
    private void withdraw(String claim) throws IOException {
        var going = new Cancellation();
        for (var attempt = 1; attempt <= WITHDRAWALS; attempt++) {
            try {
                // First this: some registries say that they have deleted what they have not.
                var withdrawn = write(claim, WITHDRAWN, going);
                target.remove(claim, withdrawn, going);
                return;
            } catch (DiverException e) {
                if (e.problem().kind() != Problem.Kind.FAILED) {
                    // That is what the others' patience is for.
                    return;
                }
                // Registries in use delete a manifest, and then stumble over tags that others write.
                pause();
            }
        }
    }

    private Digest write(String claim, String state, Cancellation going) throws IOException {
        target.upload(Target.EMPTY.mediaType(), Target.NOTHING, going);
        var manifest = json.write(new ImageManifest(
                2,
                ImageManifest.MEDIA_TYPE,
                ARTIFACT_TYPE,
                Target.EMPTY,
                List.of(Target.EMPTY),
                Map.of(STATE, state, OF, tag, ID, claim)));
        target.put(claim, manifest, going);
        return Digest.of(manifest);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
