package dev.diver.core.catalog.trust.minisign;

import dev.diver.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A signature as minisign keeps it beside a file: over the file, and over itself and the trusted comment.
 *
 * @param untrustedComment anybody may have written it
 * @param signature base64 of algorithm, the key's number, and the signature
 * @param trustedComment of the signer; trusted only once it was checked, and fit to be shown never: see {@link PlainText#brief}
 * @param global base64 of the second signature
 */
public record Signature(String untrustedComment, String signature, String trustedComment, String global) {
    /** Of the whole text. */
    public static final int LIMIT = 4096;

    static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private static final int LINES = 4;
    private static final int NUMBER = 2;
    private static final int PROPER = NUMBER + KeyId.BYTES;
    private static final int BYTES = PROPER + SIGNATURE_BYTES;
    private static final String WHAT = "This signature";

    public Signature {
        var bytes = Lines.base64(signature, BYTES, WHAT);
        if (bytes[0] != 'E' || (bytes[1] != 'D' && bytes[1] != 'd')) {
            throw Lines.wrong(WHAT, "It is of another algorithm than Ed25519.");
        }
        Lines.base64(global, SIGNATURE_BYTES, WHAT);
    }

    public static Signature parse(String text) {
        var lines = Lines.of(text, LIMIT, LINES, WHAT);
        if (lines.size() < LINES) {
            throw Lines.wrong(WHAT, "It has " + lines.size() + " lines and not " + LINES + ".");
        }
        return new Signature(
                Lines.comment(lines.get(0), Lines.UNTRUSTED, WHAT),
                lines.get(1),
                Lines.comment(lines.get(2), Lines.TRUSTED, WHAT),
                lines.get(3));
    }

    static Signature of(KeyId key, byte[] proper, String trustedComment, byte[] global) {
        var bytes = new byte[BYTES];
        bytes[0] = 'E';
        bytes[1] = 'D';
        System.arraycopy(key.bytes(), 0, bytes, NUMBER, KeyId.BYTES);
        System.arraycopy(proper, 0, bytes, PROPER, SIGNATURE_BYTES);
        return new Signature(
                "signature by minisign key " + key, Lines.encoded(bytes), trustedComment, Lines.encoded(global));
    }

    /** Which key it says it is of. */
    public KeyId key() {
        return KeyId.at(bytes(), NUMBER);
    }

    /** Whether this very key made it over this very message, with this very comment. */
    public boolean fits(PublicKey key, byte[] message) {
        if (!key.id().equals(key())) {
            return false;
        }
        var bytes = bytes();
        var proper = Arrays.copyOfRange(bytes, PROPER, BYTES);
        // ED signs the message's Blake2b-512, Ed (minisign before 0.8, or -l) the message itself.
        var signed = bytes[1] == 'D' ? blake2b512(message) : message;
        return verifies(proper, key, signed)
                && verifies(Lines.base64(global, SIGNATURE_BYTES, WHAT), key, withComment(proper, trustedComment));
    }

    private static boolean verifies(byte[] signature, PublicKey key, byte[] message) {
        return Ed25519.verify(signature, 0, key.point(), 0, message, 0, message.length);
    }

    static byte[] blake2b512(byte[] message) {
        var digest = new Blake2bDigest(512);
        digest.update(message, 0, message.length);
        var sum = new byte[digest.getDigestSize()];
        digest.doFinal(sum, 0);
        return sum;
    }

    static byte[] withComment(byte[] proper, String trustedComment) {
        var comment = trustedComment.getBytes(StandardCharsets.UTF_8);
        var both = Arrays.copyOf(proper, proper.length + comment.length);
        System.arraycopy(comment, 0, both, proper.length, comment.length);
        return both;
    }

    private byte[] bytes() {
        return Lines.base64(signature, BYTES, WHAT);
    }

    /** As minisign's own file. */
    public String text() {
        return Lines.UNTRUSTED + untrustedComment + "\n" + signature + "\n" + Lines.TRUSTED + trustedComment + "\n"
                + global + "\n";
    }
}
