package dev.diver.core.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.util.Optional;

/** Evidence beside packages. */
final class Evidences {
    private static final int LIMIT = 16 << 10;

    private final ObjectMapper json = new ObjectMapper();

    /** @param descriptor of the referrer that holds it, which is what is signed */
    record Found(Descriptor descriptor, BootEvidence evidence) {}

    /** What an earlier attempt has laid there. */
    Optional<Found> find(Target target, Descriptor subject, Cancellation cancellation) {
        return target.referrers(subject.digest(), BootEvidence.TYPE, cancellation).stream()
                .findFirst()
                .flatMap(referrer ->
                        read(target, referrer, cancellation).map(evidence -> new Found(referrer, evidence)));
    }

    private Optional<BootEvidence> read(Target target, Descriptor referrer, Cancellation cancellation) {
        try {
            return target.find(referrer.digest().toString(), cancellation)
                    .map(target.registry()::image)
                    .filter(image -> image.layers().size() == 1)
                    .map(image -> target.registry()
                            .blob(target.repository(), image.layers().getFirst(), LIMIT, cancellation))
                    .map(this::parsed);
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private BootEvidence parsed(byte[] bytes) {
        try {
            return json.readValue(bytes, BootEvidence.class);
        } catch (IOException e) {
            throw new DiverException(Problem.Kind.DAMAGED, "Evidence cannot be read.", "", "");
        }
    }

    Found attach(Target target, Descriptor subject, BootEvidence evidence, Cancellation cancellation)
            throws IOException {
        return new Found(
                target.attach(subject, BootEvidence.TYPE, json.writeValueAsBytes(evidence), cancellation), evidence);
    }
}
