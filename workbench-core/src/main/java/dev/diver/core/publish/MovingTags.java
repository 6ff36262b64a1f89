package dev.diver.core.publish;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the tags that lead to the newest, or to a version's default configuration, to a kernel that was just published. Others
 * may move them at the same time, and nothing keeps the older from being written last; so whoever has moved one looks which
 * versions there are after that, and moves it on. See decision 28.
 */
final class MovingTags {
    /** Each means that another was faster, with a newer version. */
    private static final int ATTEMPTS = 8;

    /** Newer versions that are looked at, newest first. */
    private static final int MOST = 20;

    private static final VersionOrder ORDER = new VersionOrder();

    private final Target target;
    private final Progress progress;
    private final Cancellation cancellation;

    MovingTags(Target target, Progress progress, Cancellation cancellation) {
        this.target = target;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** What a tag leads to. */
    private record Kernel(CatalogEntry entry, boolean isDefault, byte[] image) {
        boolean isNewerThan(Kernel other) {
            return ORDER.compare(entry.version(), other.entry.version()) > 0;
        }

        boolean isSame(Kernel other) {
            return entry.digest().equals(other.entry.digest());
        }

        /** Whether a tag that moves to the newest may lead to it. */
        boolean isMeantBy(String tag) {
            return tag.equals(VersionTags.LATEST)
                    ? isDefault || entry.configuration().isEmpty()
                    : entry.configuration().equals(tag);
        }
    }

    /** @return those that lead to it when all is done */
    List<String> move(KernelManifest manifest, byte[] image) {
        var own = find(Digest.of(image).toString()).orElseThrow();
        var tags = new ArrayList<String>();
        for (var tag : VersionTags.ofTheVersion(manifest)) {
            if (isMoving(tag, find(tag))) {
                target.put(tag, image, cancellation);
            }
            tags.add(tag);
        }
        for (var tag : VersionTags.ofTheNewest(manifest)) {
            moveToNewest(tag, own);
            tags.add(tag);
        }
        return tags.stream().filter(tag -> leadsTo(tag, own)).toList();
    }

    private void moveToNewest(String tag, Kernel own) {
        var before = find(tag);
        if (!isMoving(tag, before)
                || before.filter(kernel -> kernel.isNewerThan(own)).isPresent()) {
            return;
        }
        if (before.filter(own::isSame).isEmpty()) {
            target.put(tag, own.image(), cancellation);
        }
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            // In this order, and after it was put: a version that comes later is moved to by whoever publishes it.
            var newest = newest(tag, own);
            var now = find(tag);
            if (!isMoving(tag, now) || !now.map(newest::isNewerThan).orElse(true)) {
                return;
            }
            target.put(tag, newest.image(), cancellation);
        }
        progress.note("The tag " + tag + " of " + target.name()
                + " may lead to an older version: others move it at the same time. The next publication moves it on.");
    }

    /** Of all that are there and that a tag may lead to. */
    private Kernel newest(String tag, Kernel own) {
        return target.registry().tags(target.repository(), cancellation).stream()
                .filter(other -> VersionTags.isVersion(other)
                        && ORDER.compare(other, own.entry().ref().tag()) > 0)
                .sorted(ORDER.reversed())
                .limit(MOST)
                .flatMap(other -> find(other).stream())
                .filter(kernel -> kernel.isMeantBy(tag) && kernel.isNewerThan(own))
                .findFirst()
                .orElse(own);
    }

    private Optional<Kernel> find(String tagOrDigest) {
        return target.find(tagOrDigest, cancellation).flatMap(this::kernel);
    }

    private Optional<Kernel> kernel(Registry.Stored stored) {
        var descriptor =
                stored.descriptor().with(target.registry().image(stored).annotations());
        return KernelAnnotations.entry(descriptor, false)
                .map(entry -> new Kernel(entry, KernelAnnotations.isDefault(descriptor), stored.bytes()));
    }

    private boolean leadsTo(String tag, Kernel own) {
        return find(tag)
                .filter(there -> isMoving(tag, Optional.of(there)) && own.isSame(there))
                .isPresent();
    }

    /** One that is a version's own name stays where it is. */
    private static boolean isMoving(String tag, Optional<Kernel> there) {
        return there.filter(kernel -> kernel.entry().ref().tag().equals(tag)).isEmpty();
    }
}
