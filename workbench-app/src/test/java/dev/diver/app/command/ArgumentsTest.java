package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30,PT30S", "30s,PT30S", "5m,PT5M", "1h,PT1H"})
    void readsDurations(String text, Duration duration) {
        assertEquals(duration, Arguments.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "5 m", "1d", "99999999999s"})
    void refusesOtherDurations(String text) {
        assertThrows(DiverException.class, () -> Arguments.duration(text));
    }

    @Test
    void aSettingKeepsEverythingBehindTheFirstEqualsSign() {
        assertEquals(Map.of("kernel-arguments", "a=b c"), Arguments.settings(List.of("kernel-arguments=a=b c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "memory", "=64MiB"})
    void refusesSettingsWithoutKeyOrValue(String text) {
        assertThrows(DiverException.class, () -> Arguments.settings(List.of(text)));
    }

    @Test
    void aNodeIsASettingOfPartitionedHardware() {
        var settings = Arguments.settings(List.of("timer=5"));
        Arguments.node("lab", Mode.PARTITIONED_HARDWARE, settings);
        assertEquals(Map.of("timer", "5", "node", "lab"), settings);
        Arguments.node("lab", Mode.PARTITIONED_HARDWARE, settings);
        var two =
                assertThrows(DiverException.class, () -> Arguments.node("other", Mode.PARTITIONED_HARDWARE, settings));
        assertTrue(two.getMessage().contains("name two nodes"), two.getMessage());
        var virtual = assertThrows(DiverException.class, () -> Arguments.node("lab", Mode.VM, settings));
        assertTrue(
                virtual.getMessage().contains("--node does not go with the mode vm.")
                        && virtual.getMessage().contains("--mode partitioned-hardware"),
                virtual.getMessage());
    }
}
