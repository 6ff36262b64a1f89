package dev.diver.core.catalog.registry;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests with a hostile registry have in common: each has one of its own. */
@Timeout(120)
abstract class HostileRegistryLab {
    @TempDir
    Path folder;

    HostileRegistry lab;

    @BeforeEach
    void open() throws IOException {
        lab = new HostileRegistry(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }
}
