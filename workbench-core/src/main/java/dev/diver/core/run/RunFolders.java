package dev.diver.core.run;

import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.home.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the files of each run are. */
public final class RunFolders {
    /** What remains of the 107 bytes of a UNIX socket address (unix(7)) for the directory, before a socket's name. */
    private static final int LONGEST_RUNTIME = 107 - 24;

    private final Path data;
    private final Path runtime;

    public RunFolders(DiverHome home) {
        data = home.data().resolve("runs");
        var wanted = home.runtime().toAbsolutePath();
        var isShort = wanted.toString().length() + 1 + 26 <= LONGEST_RUNTIME;
        // The same home always gives the same place, for any process.
        runtime = isShort
                ? wanted
                : Path.of(
                        "/tmp", "diver-" + Integer.toHexString(wanted.toString().hashCode()));
    }

    /** Of all runs. */
    public Path data() {
        return data;
    }

    public Path data(String run) {
        return data.resolve(run);
    }

    public Path runtime(String run) {
        return runtime.resolve(run);
    }

    /** The socket through which other processes reach the one that watches a run. */
    Path control(String run) {
        return runtime(run).resolve("control");
    }

    /** Makes both directories; the one for sockets is private to the user. */
    public void create(String run) throws IOException {
        Files.createDirectories(data(run));
        var isPrivate = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(runtime, isPrivate);
        // Somebody else may have made the parent in /tmp: then what is in there is not safe from that user.
        if (!Files.isDirectory(runtime, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(runtime).equals(Files.getOwner(data(run)))) {
            throw new IOException(runtime + " is not a directory of this user");
        }
        Files.createDirectory(runtime(run), isPrivate);
    }

    /** All that a run has only while it runs: its sockets, and its guest's memory. */
    public void removeRuntime(String run) {
        // Usually it has no name any more; it has one where the workbench was killed while the machine was made.
        SharedMemory.ofRun(run, runtime(run)).toFile().delete();
        Folders.delete(runtime(run));
        if (runtime.startsWith("/tmp")) {
            // Goes with the last run.
            runtime.toFile().delete();
        }
    }
}
