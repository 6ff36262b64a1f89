package dev.diver.deployer.vm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Takes from a guest's tar stream the files that the net asked for, and no others. The guest is not trusted. */
final class OutputsReader {
    private OutputsReader() {}

    /**
     * @param wanted absolute paths in the guest
     * @param target where they are written, below this directory
     * @return how many came
     */
    static int read(Path stream, List<String> wanted, Path target) throws IOException {
        var count = 0;
        try (var in = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(stream)), "UTF-8")) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var name = "/" + entry.getName().replaceFirst("^[./]+", "");
                // The net's own paths were checked when it was read: no "..", no double slash.
                if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && wanted.contains(name)) {
                    var file = target.resolve(name.substring(1));
                    Files.createDirectories(file.getParent());
                    Files.deleteIfExists(file);
                    Files.copy(in, file);
                    count++;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the stream is no tar archive", e);
        }
        return count;
    }
}
