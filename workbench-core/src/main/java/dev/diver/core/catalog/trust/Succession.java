package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key says which one follows it. Both have signed that: the first, so that it is believed; the second, so that nobody
 * passes another's key off as a successor.
 *
 * @param text the whole statement, to be handed on
 */
public record Succession(PublicKey from, PublicKey to, Instant date, String text) {
    static final String KIND = "succession";

    public static Succession make(SecretKey from, SecretKey to, Instant now) {
        var date = now.truncatedTo(ChronoUnit.SECONDS);
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", KIND);
        fields.put("from", from.publicKey().text());
        fields.put("to", to.publicKey().text());
        fields.put("date", date.toString());
        return of(SignedText.sign(fields, comment(KIND, date), from, to));
    }

    static String comment(String kind, Instant date) {
        return "statement:" + kind + "\ttimestamp:" + date.getEpochSecond();
    }

    /** @throws dev.diver.core.problem.DiverException DAMAGED, also where a signature does not fit */
    public static Succession parse(String text) {
        return of(SignedText.parse(text));
    }

    private static Succession of(SignedText statement) {
        statement.require(KIND);
        var from = statement.key("from");
        var to = statement.key("to");
        if (from.id().equals(to.id())) {
            throw SignedText.wrong("A key cannot follow itself.");
        }
        for (var key : Map.of("old", from, "new", to).entrySet()) {
            if (!statement.isSignedBy(key.getValue())) {
                throw SignedText.wrong(
                        "The " + key.getKey() + " key, " + key.getValue().id() + ", has not signed it.");
            }
        }
        return new Succession(from, to, statement.time("date"), statement.text());
    }
}
