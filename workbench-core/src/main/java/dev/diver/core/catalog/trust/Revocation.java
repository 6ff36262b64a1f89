package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.text.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A key is not to be trusted any longer. The key itself has signed that, or one that followed it: a key that was lost
 * can sign nothing.
 *
 * @param by who signed it
 * @param text the whole statement, to be handed on
 */
public record Revocation(PublicKey key, PublicKey by, String reason, Instant date, String text) {
    static final String KIND = "revocation";

    public static Revocation make(PublicKey key, SecretKey by, String reason, Instant now) {
        var date = now.truncatedTo(ChronoUnit.SECONDS);
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", KIND);
        fields.put("key", key.text());
        fields.put("by", by.publicKey().text());
        fields.put("reason", PlainText.brief(reason));
        fields.put("date", date.toString());
        return of(SignedText.sign(fields, Succession.comment(KIND, date), by));
    }

    /** Whether {@link #by} may say so is for the ring to tell. */
    public static Revocation parse(String text) {
        return of(SignedText.parse(text));
    }

    private static Revocation of(SignedText statement) {
        statement.require(KIND);
        var by = statement.key("by");
        if (!statement.isSignedBy(by)) {
            throw SignedText.wrong("The key " + by.id() + " has not signed it.");
        }
        return new Revocation(
                statement.key("key"),
                by,
                PlainText.brief(statement.field("reason")),
                statement.time("date"),
                statement.text());
    }

    Revoked revoked() {
        return new Revoked(
                key.id(),
                Optional.of(key),
                date.atZone(java.time.ZoneOffset.UTC).toLocalDate(),
                reason);
    }
}
