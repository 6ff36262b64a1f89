package dev.diver.core.catalog.trust.minisign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

class ScryptTest {
    @Test
    void derivesWhatTheRfcDerives() {
        // RFC 7914, section 12, the third.
        assertEquals(
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
                HexFormat.of()
                        .formatHex(new Scrypt(14, 1).derive(bytes("pleaseletmein"), bytes("SodiumChloride"), 64)));
        assertArrayEquals(
                SCrypt.generate(bytes("a password"), bytes("salt"), 1 << 7, 8, 3, 104),
                new Scrypt(7, 3).derive(bytes("a password"), bytes("salt"), 104));
    }

    @Test
    void readsLimitsAsLibsodiumDoes() {
        assertEquals(new Scrypt(20, 1), Scrypt.ofLimits(33_554_432, 1_073_741_824));
        assertEquals(new Scrypt(18, 1), Scrypt.ofLimits(0x800000, 0x10000000));
        // Libsodium's interactive ones, and more operations than memory.
        assertEquals(new Scrypt(14, 1), Scrypt.ofLimits(524_288, 16_777_216));
        assertEquals(new Scrypt(14, 4), Scrypt.ofLimits(4L * 524_288, 16_777_216));
        assertEquals(Scrypt.USUAL, Scrypt.ofLimits(Scrypt.USUAL.operations(), Scrypt.USUAL.memory()));
    }

    @Test
    void refusesWhatWouldTakeAllMemoryOrTime() {
        for (var limits : new long[][] {
            {1L << 40, 1L << 31}, {Long.MAX_VALUE, Long.MAX_VALUE}, {-1, 1 << 20}, {1L << 30, -1}, {1L << 40, 1 << 20}
        }) {
            assertThrows(IllegalArgumentException.class, () -> Scrypt.ofLimits(limits[0], limits[1]));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
