package dev.diver.core.catalog.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianPackageTest {
    private static final String CONTROL = """
            Package: linux-image-cloud-amd64
            Version: 6.1.158-1
            Depends: linux-image-6.1.0-41-cloud-amd64 (= 6.1.158-1), a:any | b
            Size: 1480
            SHA256: 00
            Description: Linux
             Size: 7

            Package: other
            """;

    @Test
    void readsTheFirstParagraph() {
        var read = DebianPackage.parse(CONTROL).orElseThrow();
        assertEquals(
                new DebianPackage(
                        "linux-image-cloud-amd64",
                        "6.1.158-1",
                        1480,
                        "00",
                        List.of("linux-image-6.1.0-41-cloud-amd64", "a", "b")),
                read);
    }

    @Test
    void anyTextIsAPackageOrNone() {
        Mutations.of(
                CONTROL.getBytes(StandardCharsets.UTF_8),
                bytes -> DebianPackage.parse(new String(bytes, StandardCharsets.UTF_8))
                        .ifPresent(read -> assertTrue(read.size() >= 0)));
    }
}
