package dev.diver.core.catalog.trust.minisign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * scrypt (RFC 7914) with r = 8, its table outside of Java's heap: minisign's keys want a gibibyte of it, which a usual heap
 * has not, and which is given back at once.
 *
 * @param log2N of the table's entries
 * @param p how often it is done
 */
record Scrypt(int log2N, int p) {
    /** What OWASP's cheat sheet for passwords asks for: 128 MiB. */
    static final Scrypt USUAL = new Scrypt(17, 1);

    /** minisign's own is 20: a gibibyte. A file cannot ask for more. */
    private static final int MOST_LOG2_N = 20;

    private static final int MOST_P = 8;
    private static final int R = 8;
    private static final int SALSA_WORDS = 16;
    private static final int BLOCK_WORDS = 2 * R * SALSA_WORDS;
    private static final int BLOCK_BYTES = 4 * BLOCK_WORDS;

    Scrypt {
        if (log2N < 1 || log2N > MOST_LOG2_N || p < 1 || p > MOST_P) {
            throw new IllegalArgumentException("scrypt with log2 N " + log2N + ", p " + p);
        }
    }

    /** From the two numbers that are kept in a key's file, as libsodium's pickparams() reads them. */
    static Scrypt ofLimits(long operations, long memory) {
        var asked = Math.max(operations, 32_768);
        if (operations < 0 || memory < 0 || memory > 1L << 40) {
            throw new IllegalArgumentException("scrypt with limits " + operations + ", " + memory);
        }
        if (asked < memory / 32) {
            return new Scrypt(log2(asked / (R * 4)), 1);
        }
        var log2N = log2(memory / (R * 128));
        var times = Math.min((asked / 4) >> log2N, 0x3fffffff) / R;
        return new Scrypt(log2N, (int) times);
    }

    private static int log2(long most) {
        var log2 = 1;
        while (log2 < 63 && 1L << log2 <= most / 2) {
            log2++;
        }
        return log2;
    }

    long operations() {
        return 4L * R * p << log2N;
    }

    long memory() {
        return 128L * R << log2N;
    }

    byte[] derive(byte[] password, byte[] salt, int length) {
        var blocks = pbkdf2(password, salt, p * BLOCK_BYTES);
        try (var arena = Arena.ofConfined()) {
            var table = arena.allocate((long) BLOCK_BYTES << log2N, Integer.BYTES);
            for (var i = 0; i < p; i++) {
                mix(ByteBuffer.wrap(blocks, i * BLOCK_BYTES, BLOCK_BYTES).slice(), table);
            }
        }
        var derived = pbkdf2(password, blocks, length);
        Arrays.fill(blocks, (byte) 0);
        return derived;
    }

    private static byte[] pbkdf2(byte[] password, byte[] salt, int length) {
        var generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(password, salt, 1);
        return ((KeyParameter) generator.generateDerivedMacParameters(8 * length)).getKey();
    }

    /** RFC 7914, section 5: scryptROMix. */
    private void mix(ByteBuffer bytes, MemorySegment table) {
        var words = bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        var block = new int[BLOCK_WORDS];
        words.get(0, block);
        var other = new int[BLOCK_WORDS];
        var entries = 1 << log2N;
        for (var i = 0; i < entries; i++) {
            MemorySegment.copy(block, 0, table, ValueLayout.JAVA_INT, (long) i * BLOCK_BYTES, BLOCK_WORDS);
            mixBlock(block, other);
            var swapped = block;
            block = other;
            other = swapped;
        }
        for (var i = 0; i < entries; i++) {
            var j = block[BLOCK_WORDS - SALSA_WORDS] & (entries - 1);
            MemorySegment.copy(table, ValueLayout.JAVA_INT, (long) j * BLOCK_BYTES, other, 0, BLOCK_WORDS);
            for (var k = 0; k < BLOCK_WORDS; k++) {
                block[k] ^= other[k];
            }
            mixBlock(block, other);
            var swapped = block;
            block = other;
            other = swapped;
        }
        words.put(0, block);
        Arrays.fill(block, 0);
        Arrays.fill(other, 0);
    }

    /** Section 4: scryptBlockMix. */
    private static void mixBlock(int[] from, int[] to) {
        var x = Arrays.copyOfRange(from, BLOCK_WORDS - SALSA_WORDS, BLOCK_WORDS);
        var mixed = new int[SALSA_WORDS];
        for (var i = 0; i < 2 * R; i++) {
            for (var k = 0; k < SALSA_WORDS; k++) {
                x[k] ^= from[i * SALSA_WORDS + k];
            }
            Salsa20Engine.salsaCore(8, x, mixed);
            System.arraycopy(mixed, 0, x, 0, SALSA_WORDS);
            System.arraycopy(mixed, 0, to, (i / 2 + (i % 2) * R) * SALSA_WORDS, SALSA_WORDS);
        }
    }
}
