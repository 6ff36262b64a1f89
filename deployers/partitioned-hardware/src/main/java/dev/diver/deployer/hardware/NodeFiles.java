package dev.diver.deployer.hardware;

import dev.diver.cokernel.CokernelLauncher;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * What a dive brings to its node, as one stream for tar: the guard and its steps, and below {@code root/} all that the
 * program sees.
 *
 * @param root file of this host by absolute path in the program's file system
 */
record NodeFiles(Map<String, Path> root) {
    /** Where the proxy writes the counts, in the program's file system. */
    static final String CALLS = "/diver/calls";

    private static final List<String> DIRECTORIES = List.of("root", "root/dev", "root/proc", "root/sys", "root/tmp");

    NodeFiles {
        root = Map.copyOf(root);
    }

    String what() {
        return root.keySet().stream()
                .filter(path -> !path.startsWith("/diver/") && !path.equals(CokernelLauncher.PROGRAM))
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing else");
    }

    /**
     * @param module Linux's
     * @param start what the guard's shell reads to become the proxy
     */
    void write(OutputStream out, Path module, Partition partition, String start) throws IOException {
        var buffered = new BufferedOutputStream(out, 1 << 16);
        try (var tar = new TarArchiveOutputStream(buffered, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            text(tar, "guard.sh", new String(NodeScripts.GUARD.bytes(), StandardCharsets.UTF_8));
            text(
                    tar,
                    "steps",
                    String.join(
                            "",
                            partition.steps().stream()
                                    .map(step -> step.line() + "\n")
                                    .toList()));
            text(
                    tar,
                    "region",
                    "0x" + Long.toHexString(partition.region().start()) + ",0x"
                            + Long.toHexString(partition.region().size().bytes()) + "\n");
            text(tar, "beat", "0\n");
            text(tar, "start", start);
            file(tar, Partition.MODULE, module, 0600);
            var made = new HashSet<String>();
            for (var directory : DIRECTORIES) {
                directory(tar, directory, made);
            }
            for (var entry : new TreeMap<>(root).entrySet()) {
                var name = "root" + entry.getKey();
                parents(tar, name, made);
                file(tar, name, entry.getValue(), Files.isExecutable(entry.getValue()) ? 0755 : 0644);
            }
            var pipe = new TarArchiveEntry("root" + CALLS, TarConstants.LF_FIFO);
            pipe.setMode(0600);
            tar.putArchiveEntry(pipe);
            tar.closeArchiveEntry();
        }
    }

    private static void text(TarArchiveOutputStream tar, String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setMode(0600);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, Path file, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private static void parents(TarArchiveOutputStream tar, String name, Set<String> made) throws IOException {
        for (var slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            directory(tar, name.substring(0, slash), made);
        }
    }

    private static void directory(TarArchiveOutputStream tar, String name, Set<String> made) throws IOException {
        if (made.add(name)) {
            var entry = new TarArchiveEntry(name + "/");
            entry.setMode(name.equals("root/tmp") ? 01777 : 0755);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
    }
}
