package dev.diver.core.catalog.trust.minisign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What signatures are checked with.
 *
 * @param text as minisign writes it and takes it with {@code -P}: base64 of {@code Ed}, number, point
 */
public record PublicKey(String text) {
    /** Of its file; a comment is not long. */
    public static final int LIMIT = 2048;

    static final int POINT_BYTES = Ed25519.PUBLIC_KEY_SIZE;

    private static final int NUMBER = 2;
    private static final int POINT = NUMBER + KeyId.BYTES;
    private static final int BYTES = POINT + POINT_BYTES;
    private static final String WHAT = "This public key";

    @JsonCreator
    public PublicKey {
        var bytes = Lines.base64(text, BYTES, WHAT);
        if (bytes[0] != 'E' || bytes[1] != 'd') {
            throw Lines.wrong(WHAT, "It is of another algorithm than Ed25519.");
        }
        // A point of small order fits signatures that nobody made.
        if (!Ed25519.validatePublicKeyFull(bytes, POINT)) {
            throw Lines.wrong(WHAT, "It is no point that a key can have.");
        }
    }

    static PublicKey of(KeyId id, byte[] point) {
        var bytes = new byte[BYTES];
        bytes[0] = 'E';
        bytes[1] = 'd';
        System.arraycopy(id.bytes(), 0, bytes, NUMBER, KeyId.BYTES);
        System.arraycopy(point, 0, bytes, POINT, POINT_BYTES);
        return new PublicKey(Lines.encoded(bytes));
    }

    /** A file of minisign's, or only the line of it that is the key. */
    public static PublicKey parse(String text) {
        var lines = Lines.of(text, LIMIT, 2, WHAT);
        if (lines.size() == 2) {
            Lines.comment(lines.getFirst(), Lines.UNTRUSTED.strip(), WHAT);
        }
        return new PublicKey(lines.isEmpty() ? "" : lines.getLast());
    }

    public KeyId id() {
        return KeyId.at(bytes(), NUMBER);
    }

    byte[] point() {
        return Arrays.copyOfRange(bytes(), POINT, BYTES);
    }

    private byte[] bytes() {
        return Lines.base64(text, BYTES, WHAT);
    }

    /** As minisign's own file. */
    public String file() {
        return Lines.UNTRUSTED + "minisign public key " + id() + "\n" + text + "\n";
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
