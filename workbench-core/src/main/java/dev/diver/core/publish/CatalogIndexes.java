package dev.diver.core.publish;

import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexPublisher;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Changes a catalog's index. */
final class CatalogIndexes {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final OciJson json;
    private final Clock clock;

    CatalogIndexes(OciJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    void change(Target target, IndexChange change, Optional<Signer> signer, Cancellation cancellation) {
        new IndexPublisher(target.registry(), json, clock, LIFETIME).publish(change, cancellation);
    }
}
