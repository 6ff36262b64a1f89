package dev.diver.core.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PackagePatternsTest {
    private static PackagePatterns of(String... expressions) {
        return new PackagePatterns(List.of(expressions), Duration.ofMillis(200));
    }

    @Test
    void matchesAllOrAPart() {
        assertTrue(of("no", "linux-image-[0-9.]+").match("linux-image-6.1"));
        assertFalse(of("linux-image").match("linux-image-6.1"));
        assertTrue(of("image").occurIn("linux-image-6.1"));
        assertFalse(of().occurIn("linux-image-6.1"));
    }

    @Test
    void givesUpOnAPatternThatTakesForEver() {
        var text = "a".repeat(200) + "!";

        assertFalse(of("(([a-z])+.)+[A-Z]").match(text));
        assertFalse(of("(([a-z])+.)+[A-Z]").occurIn(text));
    }

    @Test
    void givesUpOnAPatternThatNestsTooDeep() {
        assertFalse(of("(a|b)*c").match("ab".repeat(1 << 18)));
    }
}
