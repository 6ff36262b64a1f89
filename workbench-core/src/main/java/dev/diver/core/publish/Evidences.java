package dev.diver.core.publish;

import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.util.Optional;

/** Evidence of publishers beside packages: it also tells what came of the package's own test. */
final class Evidences {
    /** Of a package that has no test script. */
    static final String NO_TEST = "it has no test script";

    static final String PASSED = "passed";

    private final EvidenceFormat format = new EvidenceFormat(new OciJson());

    /** @param descriptor of the referrer that holds it, which is what is signed */
    record Found(Descriptor descriptor, Evidence evidence) {}

    /** What an earlier attempt has laid there; others' evidence tells of no test. */
    Optional<Found> find(Target target, Descriptor subject, Cancellation cancellation) {
        return target.attached(subject.digest(), EvidenceFormat.TYPE, EvidenceFormat.LIMIT, cancellation).stream()
                .flatMap(found -> format.read(found.parts().getFirst(), "").stream()
                        .filter(evidence -> !evidence.test().isEmpty())
                        .map(evidence -> new Found(found.itself(), evidence)))
                .findFirst();
    }

    Found attach(Target target, Descriptor subject, Evidence evidence, Cancellation cancellation) throws IOException {
        return new Found(target.attach(subject, EvidenceFormat.TYPE, format.write(evidence), cancellation), evidence);
    }
}
