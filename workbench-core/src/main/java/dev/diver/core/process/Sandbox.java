package dev.diver.core.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that runs something in a sandbox: the system read-only, one directory writable, no network, no other
 * process in sight, and limits of memory and processor time. bubblewrap sets no limits of its own, so prlimit does; the
 * number of processes has none (RLIMIT_NPROC counts all of the user's), but all of them end with the build.
 */
public final class Sandbox {
    private static final List<String> SYSTEM = List.of("/usr", "/bin", "/lib", "/lib32", "/lib64", "/sbin");

    /** What tools look up there, and nothing that is private to the host. */
    private static final List<String> CONFIGURATION = List.of("/etc/alternatives", "/etc/ld.so.cache");

    private Sandbox() {}

    /**
     * @param project the only directory that can be written
     * @param memoryMib address space of each process
     * @param cpuSeconds processor time of each process
     */
    public static List<String> command(
            Path bwrap, Path prlimit, Path project, int memoryMib, int cpuSeconds, List<String> inside) {
        return command(bwrap, prlimit, project, List.of(), memoryMib, cpuSeconds, inside);
    }

    /**
     * @param writable the only directory that can be written, and where it begins
     * @param readable directories that can be read besides the system's
     */
    public static List<String> command(
            Path bwrap,
            Path prlimit,
            Path writable,
            List<Path> readable,
            int memoryMib,
            int cpuSeconds,
            List<String> inside) {
        var words = new ArrayList<String>();
        words.add(prlimit.toString());
        words.add("--as=" + ((long) memoryMib << 20));
        words.add("--cpu=" + cpuSeconds);
        words.add("--core=0");
        words.add("--fsize=" + (4L << 30));
        words.add("--");
        words.addAll(List.of(
                bwrap.toString(),
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--cap-drop",
                "ALL",
                "--hostname",
                "diver"));
        for (var directory : SYSTEM) {
            var path = Path.of(directory);
            if (Files.isSymbolicLink(path)) {
                words.addAll(List.of("--symlink", link(path), directory));
            } else if (Files.isDirectory(path)) {
                words.addAll(List.of("--ro-bind", directory, directory));
            }
        }
        CONFIGURATION.forEach(path -> words.addAll(List.of("--ro-bind-try", path, path)));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        readable.forEach(path -> words.addAll(List.of("--ro-bind", path.toString(), path.toString())));
        words.addAll(List.of("--bind", writable.toString(), writable.toString(), "--chdir", writable.toString()));
        words.addAll(
                List.of("--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LC_ALL", "C", "--setenv", "HOME", "/tmp"));
        words.add("--");
        words.addAll(inside);
        return words;
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
