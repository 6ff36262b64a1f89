package dev.diver.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikesTest {
    @ParameterizedTest
    @CsvSource({
        "snorkel-x, snorkel_x",
        "snorkel-x, snorkel.x",
        "snorkel-x, snorkelx",
        "snorkel, sn0rkel",
        "snorkel, snorke1",
        "lib-os, l1b-os",
        "minix, mlnix",
        "modern, modem",
        "vvindow, window",
        "os-10, os-1o",
        "lab/snorkel-x, lab/snorkel_x",
        "lab/snorkel-x, snorkel_x",
        "lab/snorkel, 1ab/snorkel",
        "lab-x/snorkel, lab_x/snorkel"
    })
    void areToldApart(String one, String other) {
        assertTrue(LookAlikes.are(KernelReference.parse(one), KernelReference.parse(other)));
        assertTrue(LookAlikes.are(KernelReference.parse(other), KernelReference.parse(one)));
    }

    @ParameterizedTest
    @CsvSource({
        "snorkel, snorkel",
        "snorkel:1.0, snorkel:1.1",
        "lab/snorkel, snorkel",
        "lab/snorkel, hub/snorkel",
        "snorkel, snorkels",
        "linux-5.10, linux-51.0",
        "linux-5.10, linux-510",
        "unikraft, osv"
    })
    void areNone(String one, String other) {
        assertFalse(LookAlikes.are(KernelReference.parse(one), KernelReference.parse(other)));
    }

    @Test
    void areNamedAmongMany() {
        var shown = Stream.of("lab/snorkel-x:1", "lab/snorkel-x:2", "linux:6", "hub/snorkel_x:1", "hub/linux:6")
                .map(KernelReference::parse)
                .toList();
        assertEquals(
                List.of("hub/snorkel_x, lab/snorkel-x: different kernels, though their names look alike."),
                LookAlikes.among(shown));
    }
}
