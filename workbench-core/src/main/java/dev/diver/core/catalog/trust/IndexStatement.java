package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.text.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A publisher says which index of a catalog is the present one, and until when, as the timestamp role of The Update
 * Framework does (specification 1.0, sections 4.6 and 5.4): an old index that somebody serves again is known by it.
 *
 * @param catalog as the publisher calls it
 * @param version higher than of all earlier ones
 * @param root digest of the index
 * @param key that signed first
 * @param keys statements about keys that came with it
 */
public record IndexStatement(
        String catalog,
        long version,
        Digest root,
        Instant date,
        Instant expires,
        PublicKey key,
        List<String> keys,
        String text) {
    static final String KIND = "index";

    public static IndexStatement make(
            String catalog, long version, Digest root, Instant now, Instant expires, SecretKey key) {
        if (version < 1 || !catalog.equals(PlainText.brief(catalog)) || catalog.isEmpty() || !expires.isAfter(now)) {
            throw new IllegalArgumentException(catalog + " " + version + " " + expires);
        }
        var date = now.truncatedTo(ChronoUnit.SECONDS);
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", KIND);
        fields.put("catalog", catalog);
        fields.put("version", Long.toString(version));
        fields.put("root", root.toString());
        fields.put("date", date.toString());
        fields.put("expires", expires.truncatedTo(ChronoUnit.SECONDS).toString());
        fields.put("key", key.publicKey().text());
        return of(SignedText.sign(fields, Succession.comment(KIND, date), key));
    }

    /** Whether a signature fits is not asked here. */
    public static IndexStatement parse(String text) {
        return of(SignedText.parse(text));
    }

    private static IndexStatement of(SignedText statement) {
        statement.require(KIND);
        return new IndexStatement(
                statement.field("catalog"),
                statement.number("version"),
                statement.digest("root"),
                statement.time("date"),
                statement.time("expires"),
                statement.key("key"),
                List.of(),
                statement.text());
    }

    IndexStatement with(List<String> aboutKeys) {
        return new IndexStatement(catalog, version, root, date, expires, key, List.copyOf(aboutKeys), text);
    }

    List<FoundSignature> signatures() {
        return SignedText.parse(text).signatures().stream()
                .map(Signature::text)
                .map(signature -> new FoundSignature(signature, key.text(), keys))
                .toList();
    }

    byte[] message() {
        return SignedText.parse(text).message();
    }
}
