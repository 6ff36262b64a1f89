package dev.diver.core.catalog.packaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How evidence is laid beside a package: a referrer of this artifact type with one layer of the same type, a JSON object
 * of four texts, and a fifth that tells what came of the package's own test. It is signed as a package is, by a signature beside the evidence's own manifest.
 */
public final class EvidenceFormat {
    public static final String TYPE = "application/vnd.diver.evidence.v1+json";

    /** Of the layer, in bytes. */
    public static final int LIMIT = 4 << 10;

    private static final int LONGEST = 200;

    private final OciJson json;

    public EvidenceFormat(OciJson json) {
        this.json = json;
    }

    @JsonPropertyOrder({"vmm", "version", "result", "date", "test"})
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Written(String vmm, String version, String result, String date, String test) {}

    /** Who says so is not in it: the signature tells. */
    public byte[] write(Evidence evidence) {
        return json.write(new Written(
                evidence.vmm(),
                evidence.version(),
                evidence.result(),
                evidence.date().toString(),
                evidence.test()));
    }

    /**
     * Fit to be shown; empty where it is none.
     *
     * @param by whose signature was found with it
     */
    public Optional<Evidence> read(byte[] text, String by) {
        try {
            var said = json.read(text, Written.class, "The evidence");
            return of(
                    said.vmm(),
                    said.version(),
                    said.result(),
                    said.date(),
                    Objects.requireNonNullElse(said.test(), ""),
                    by);
        } catch (DiverException unreadable) {
            return Optional.empty();
        }
    }

    /** Of texts that somebody wrote; empty where one is missing or the date is none. */
    public static Optional<Evidence> of(
            String vmm, String version, String result, String date, String test, String by) {
        if (Stream.of(vmm, version, result, date).anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Evidence(line(vmm), line(version), line(result), LocalDate.parse(date), line(test), line(by)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static String line(String text) {
        return PlainText.line(text, LONGEST);
    }
}
