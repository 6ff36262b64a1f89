package dev.diver.qemu;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Takes from a guest's tar stream the files that the net asked for, and no others. The guest is not trusted. */
public final class OutputsReader {
    private static final int MOST_ENTRIES = 100_000;

    private OutputsReader() {}

    /**
     * @param wanted absolute paths in the guest, of files or of directories
     * @param target where they are written, below this directory
     * @return how many of the wanted came
     */
    public static int read(Path stream, List<String> wanted, Path target) throws IOException {
        var came = new HashSet<String>();
        var entries = 0;
        try (var in = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(stream)), "UTF-8")) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new IOException("there are more than " + MOST_ENTRIES + " files");
                }
                var name = name(entry);
                var of = name.flatMap(path -> wanted.stream()
                        .filter(one -> path.equals(one) || path.startsWith(one.endsWith("/") ? one : one + "/"))
                        .findFirst());
                if (of.isPresent() && isPlainFile(entry)) {
                    var file = target.resolve(name.get().substring(1));
                    Files.createDirectories(file.getParent());
                    Files.deleteIfExists(file);
                    Files.copy(in, file);
                    came.add(of.get());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the stream is no tar archive", e);
        }
        return came.size();
    }

    /** No link, no device; no sparse file, which could be told to be of any size with no bytes behind it. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        var kind = entry.getLinkFlag();
        return (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    /** As an absolute path; empty where it could lead anywhere else than down. */
    private static Optional<String> name(TarArchiveEntry entry) {
        var name = "/" + entry.getName().replaceFirst("^(\\./|/)+", "");
        for (var part : name.substring(1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                return Optional.empty();
            }
        }
        return Optional.of(name);
    }
}
