package dev.diver.core.publish;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves the tags that lead to the newest, or to a version's default configuration, to a kernel that was just published. */
final class MovingTags {
    private final Target target;
    private final Cancellation cancellation;

    MovingTags(Target target, Cancellation cancellation) {
        this.target = target;
        this.cancellation = cancellation;
    }

    /** @return those that lead to it now */
    List<String> move(KernelManifest manifest, byte[] image) {
        var moved = new ArrayList<String>();
        for (var tag : VersionTags.ofTheVersion(manifest)) {
            if (isMoving(tag, found(tag))) {
                moved.add(tag);
            }
        }
        for (var tag : VersionTags.ofTheNewest(manifest)) {
            var found = found(tag);
            if (isMoving(tag, found) && isNewer(manifest, found)) {
                moved.add(tag);
            }
        }
        moved.forEach(tag -> target.put(tag, image, cancellation));
        return moved;
    }

    private Optional<CatalogEntry> found(String tag) {
        return target.find(tag, cancellation)
                .flatMap(stored -> KernelAnnotations.entry(
                        stored.descriptor().with(target.registry().image(stored).annotations()), false));
    }

    /** One that is a version's own name stays where it is. */
    private static boolean isMoving(String tag, Optional<CatalogEntry> found) {
        return found.filter(entry -> entry.ref().tag().equals(tag)).isEmpty();
    }

    private static boolean isNewer(KernelManifest manifest, Optional<CatalogEntry> found) {
        return found.filter(entry -> new VersionOrder().compare(entry.version(), manifest.version()) > 0)
                .isEmpty();
    }
}
