package dev.diver.core.run;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Makes ULIDs (github.com/ulid/spec): 48 bits of milliseconds and 80 random bits in Crockford's base 32, so that ids sort
 * by time. Of two in the same millisecond, the later one is larger. Thread-safe.
 */
public final class Ulid {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_BYTES = 10;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final byte[] last = new byte[RANDOM_BYTES];
    private long lastMs = -1;

    public Ulid(Clock clock) {
        this.clock = clock;
    }

    public synchronized String next() {
        var now = Math.max(clock.millis(), lastMs);
        if (now == lastMs) {
            increment();
        } else {
            random.nextBytes(last);
            // Room for as many in one millisecond as there can be.
            last[0] &= 0x7f;
            lastMs = now;
        }
        var text = new StringBuilder(26);
        for (var shift = 45; shift >= 0; shift -= 5) {
            text.append(DIGITS.charAt((int) (now >>> shift) & 31));
        }
        var bits = new java.math.BigInteger(1, last);
        for (var shift = 75; shift >= 0; shift -= 5) {
            text.append(DIGITS.charAt(bits.shiftRight(shift).intValue() & 31));
        }
        return text.toString();
    }

    private void increment() {
        for (var i = RANDOM_BYTES - 1; i >= 0 && ++last[i] == 0; i--) {
            // The carry goes on to the next byte.
        }
    }
}
