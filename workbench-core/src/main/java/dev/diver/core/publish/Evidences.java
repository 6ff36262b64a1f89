package dev.diver.core.publish;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence beside packages, as {@link EvidenceFormat} has it; a publisher also tells what came of the package's own test. */
final class Evidences {
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param descriptor of the referrer that holds it, which is what is signed */
    record Found(Descriptor descriptor, BootEvidence evidence) {}

    /** What an earlier attempt has laid there. */
    Optional<Found> find(Target target, Descriptor subject, Cancellation cancellation) {
        return target.attached(subject.digest(), EvidenceFormat.TYPE, EvidenceFormat.LIMIT, cancellation).stream()
                .flatMap(found -> parsed(found.parts().getFirst()).map(evidence -> new Found(found.itself(), evidence)))
                .findFirst();
    }

    /** None where it is no evidence of a publisher. */
    private Stream<BootEvidence> parsed(byte[] bytes) {
        try {
            return Stream.of(json.readValue(bytes, BootEvidence.class)).filter(found -> found.test() != null);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    Found attach(Target target, Descriptor subject, BootEvidence evidence, Cancellation cancellation)
            throws IOException {
        return new Found(
                target.attach(subject, EvidenceFormat.TYPE, json.writeValueAsBytes(evidence), cancellation), evidence);
    }
}
