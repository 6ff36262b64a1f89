package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same program against snorkel's C library and the host's: what they print must be the same. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class SnorkelLibraryTest {
    @Test
    void agreesWithTheHostsLibrary(Images images, @TempDir Path folder) throws Exception {
        var source = SnorkelBuild.sources().resolve("test/library.c");
        var program = folder.resolve("library");
        SnorkelBuild.run(folder, 0, List.of("gcc", "-w", "-o", program.toString(), source.toString()));
        var expected = SnorkelBuild.run(folder, 0, List.of("timeout", "20", program.toString()));

        assertEquals(expected, Guest.of(images.test("library")).run().output());
    }
}
