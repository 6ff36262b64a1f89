package dev.diver.core.home;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where files lie that are a guest's memory. */
public final class SharedMemory {
    private static final Path DIRECTORY = Path.of("/dev/shm");

    private SharedMemory() {}

    /**
     * A run's, in memory where that is possible: on a disk the host would write it out again and again. The same for
     * every process.
     *
     * @param runtime the run's private directory, for where it is not
     */
    public static Path ofRun(String run, Path runtime) {
        return Files.isWritable(DIRECTORY) ? DIRECTORY.resolve("diver-" + run) : runtime.resolve("ram");
    }
}
