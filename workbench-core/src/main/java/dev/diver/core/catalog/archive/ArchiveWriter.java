package dev.diver.core.catalog.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes gzip tar archives whose bytes depend on names and contents only, so that the same kernel has the same digest. */
public final class ArchiveWriter {
    private ArchiveWriter() {}

    /**
     * @param root what the names are relative to
     * @param paths files, and directories with all below them
     */
    public static void write(OutputStream out, Path root, List<String> paths) throws IOException {
        var names = new TreeSet<String>();
        for (var path : paths) {
            try (var below = Files.walk(root.resolve(path))) {
                below.filter(file -> !Files.isSymbolicLink(file)).forEach(file -> names.add(name(root, file)));
            }
        }
        // The default header has no time and the system's number; only the number would differ between hosts.
        var parameters = new GzipParameters();
        parameters.setOperatingSystem(255);
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, parameters), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (var name : names) {
                var file = root.resolve(name);
                var entry = new TarArchiveEntry(name);
                entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
                entry.setModTime(0L);
                if (entry.isDirectory()) {
                    tar.putArchiveEntry(entry);
                } else {
                    entry.setSize(Files.size(file));
                    tar.putArchiveEntry(entry);
                    Files.copy(file, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file) + (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? "/" : "");
    }
}
