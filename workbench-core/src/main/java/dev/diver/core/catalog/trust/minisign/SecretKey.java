package dev.diver.core.catalog.trust.minisign;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** What signs. Closing overwrites it; nothing else shows it. For one thread. */
public final class SecretKey implements AutoCloseable {
    /** Of its file. */
    public static final int LIMIT = 2048;

    private static final String WHAT = "This secret key";
    private static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;
    private static final int SALT_BYTES = 32;
    private static final int SUM_BYTES = 32;

    /** Algorithm, how the password was used, how the sum is made, salt, two limits; then the part that is encrypted. */
    private static final int SALT = 6;

    private static final int LIMITS = SALT + SALT_BYTES;
    private static final int HIDDEN = LIMITS + 2 * Long.BYTES;
    private static final int HIDDEN_BYTES = KeyId.BYTES + SEED_BYTES + PublicKey.POINT_BYTES + SUM_BYTES;
    private static final int BYTES = HIDDEN + HIDDEN_BYTES;

    private final KeyId id;
    private final byte[] seed;
    private final PublicKey publicKey;

    private SecretKey(KeyId id, byte[] seed) {
        this.id = id;
        this.seed = seed;
        publicKey = PublicKey.of(id, point(seed));
    }

    public static SecretKey generate(SecureRandom random) {
        var seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SecretKey(new KeyId(random.nextLong()), seed);
    }

    /** Whether a password is needed to read it. */
    public static boolean isEncrypted(String file) {
        return isEncrypted(bytes(file));
    }

    private static boolean isEncrypted(byte[] bytes) {
        return bytes[2] != 0 || bytes[3] != 0;
    }

    private static byte[] bytes(String file) {
        var lines = Lines.of(file, LIMIT, 2, WHAT);
        if (lines.size() != 2) {
            throw Lines.wrong(WHAT, "It has " + lines.size() + " lines and not 2.");
        }
        Lines.comment(lines.getFirst(), Lines.UNTRUSTED.strip(), WHAT);
        var bytes = Lines.base64(lines.getLast(), BYTES, WHAT);
        if (bytes[0] != 'E' || bytes[1] != 'd') {
            throw Lines.wrong(WHAT, "It is of another algorithm than Ed25519.");
        }
        return bytes;
    }

    /**
     * A file of minisign's.
     *
     * @param password asked where one is needed; overwritten here
     */
    public static SecretKey read(String file, Supplier<char[]> password) {
        var bytes = bytes(file);
        try {
            if (isEncrypted(bytes)) {
                decrypt(bytes, password);
            }
            return of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void decrypt(byte[] bytes, Supplier<char[]> password) {
        if (bytes[2] != 'S' || bytes[3] != 'c' || bytes[4] != 'B' || bytes[5] != '2') {
            throw Lines.wrong(WHAT, "It is encrypted in a way that is not known here.");
        }
        var limits = ByteBuffer.wrap(bytes, LIMITS, 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Scrypt scrypt;
        try {
            scrypt = Scrypt.ofLimits(limits.getLong(), limits.getLong());
        } catch (IllegalArgumentException e) {
            throw Lines.wrong(WHAT, "Its password would take more than a gibibyte to check.");
        }
        hide(bytes, scrypt, password.get());
        if (!MessageDigest.isEqual(sum(bytes), Arrays.copyOfRange(bytes, BYTES - SUM_BYTES, BYTES))) {
            throw new DiverException(
                    Problem.Kind.NOT_ALLOWED, "The password of the secret key is wrong.", "", "Try again.");
        }
    }

    /** The same both ways; overwrites the password. */
    private static void hide(byte[] bytes, Scrypt scrypt, char[] password) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        Arrays.fill(password, '\0');
        var secret = new byte[encoded.remaining()];
        encoded.get(secret);
        Arrays.fill(encoded.array(), (byte) 0);
        try {
            var stream = scrypt.derive(secret, Arrays.copyOfRange(bytes, SALT, LIMITS), HIDDEN_BYTES);
            for (var i = 0; i < HIDDEN_BYTES; i++) {
                bytes[HIDDEN + i] ^= stream[i];
            }
            Arrays.fill(stream, (byte) 0);
        } catch (OutOfMemoryError e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The password of the secret key cannot be checked.",
                            "That takes " + (scrypt.memory() >> 20) + " MiB of memory, which are not free.",
                            "End other programs, and try again."),
                    e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] sum(byte[] bytes) {
        var digest = new Blake2bDigest(8 * SUM_BYTES);
        digest.update(bytes, 0, 2);
        digest.update(bytes, HIDDEN, HIDDEN_BYTES - SUM_BYTES);
        var sum = new byte[SUM_BYTES];
        digest.doFinal(sum, 0);
        return sum;
    }

    private static SecretKey of(byte[] bytes) {
        var at = HIDDEN + KeyId.BYTES;
        var seed = Arrays.copyOfRange(bytes, at, at + SEED_BYTES);
        var point = Arrays.copyOfRange(bytes, at + SEED_BYTES, at + SEED_BYTES + PublicKey.POINT_BYTES);
        // To sign with another point than the seed's gives the seed away.
        if (!MessageDigest.isEqual(point, point(seed))) {
            Arrays.fill(seed, (byte) 0);
            throw Lines.wrong(WHAT, "Its two halves do not belong together.");
        }
        return new SecretKey(KeyId.at(bytes, HIDDEN), seed);
    }

    private static byte[] point(byte[] seed) {
        var point = new byte[PublicKey.POINT_BYTES];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        return point;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** As minisign's own file, encrypted; overwrites the password. */
    public String file(char[] password, SecureRandom random) {
        return file(password, random, Scrypt.USUAL);
    }

    String file(char[] password, SecureRandom random, Scrypt scrypt) {
        var bytes = plain();
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(2, new byte[] {'S', 'c'})
                .put(SALT, salt)
                .putLong(LIMITS, scrypt.operations())
                .putLong(LIMITS + Long.BYTES, scrypt.memory())
                .put(BYTES - SUM_BYTES, sum(bytes));
        hide(bytes, scrypt, password);
        return written(bytes);
    }

    /** As minisign's own file with {@code -W}: who can read it can sign with it. */
    public String unencryptedFile() {
        return written(plain());
    }

    private byte[] plain() {
        return ByteBuffer.allocate(BYTES)
                .put(0, new byte[] {'E', 'd', 0, 0, 'B', '2'})
                .put(HIDDEN, id.bytes())
                .put(HIDDEN + KeyId.BYTES, seed)
                .put(HIDDEN + KeyId.BYTES + SEED_BYTES, publicKey.point())
                .array();
    }

    private static String written(byte[] bytes) {
        var text = Lines.UNTRUSTED + "minisign encrypted secret key\n" + Lines.encoded(bytes) + "\n";
        Arrays.fill(bytes, (byte) 0);
        return text;
    }

    /** @param trustedComment one line, signed with it */
    public Signature sign(byte[] message, String trustedComment) {
        if (trustedComment.lines().count() > 1 || trustedComment.length() > Signature.LIMIT / 2) {
            throw new IllegalArgumentException(trustedComment);
        }
        var proper = sign(Signature.blake2b512(message));
        return Signature.of(id, proper, trustedComment, sign(Signature.withComment(proper, trustedComment)));
    }

    private byte[] sign(byte[] message) {
        var signature = new byte[Signature.SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public void close() {
        Arrays.fill(seed, (byte) 0);
    }
}
