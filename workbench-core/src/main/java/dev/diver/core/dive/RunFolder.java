package dev.diver.core.dive;

import dev.diver.core.home.SharedMemory;
import java.nio.file.Path;

/**
 * The directories of one run.
 *
 * @param id the run's
 * @param data kept with the record: console logs, outputs
 * @param runtime for sockets, private to the user, on a short path, gone when the run has ended
 */
public record RunFolder(String id, Path data, Path runtime) {

    /** The file for a guest's memory, where a mode wants one; gone when the run has ended. */
    public Path memory() {
        return SharedMemory.ofRun(id, runtime);
    }
}
