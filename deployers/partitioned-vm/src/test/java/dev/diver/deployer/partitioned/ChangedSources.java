package dev.diver.deployer.partitioned;

import dev.diver.core.home.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the kernels' sources in which a test changes something, so that what is built is real but for that. */
record ChangedSources(Path folder) {

    static ChangedSources in(Path folder) throws IOException {
        for (var part : List.of("gpos", "kernels")) {
            Folders.copy(Lab.assets().resolve(part), folder.resolve("assets").resolve(part));
        }
        return new ChangedSources(folder);
    }

    /** @param pattern java.util.regex; must occur in the file */
    ChangedSources replace(String file, String pattern, String replacement) throws IOException {
        var path = folder.resolve("assets").resolve(file);
        var text = Files.readString(path);
        var changed = text.replaceFirst(pattern, replacement);
        if (changed.equals(text)) {
            throw new IOException(file + " has no " + pattern + " any more");
        }
        Files.writeString(path, changed);
        return this;
    }

    ChangedSources add(String file, byte[] content) throws IOException {
        Files.write(folder.resolve("assets").resolve(file), content);
        return this;
    }

    /** The packages of that folder of {@code kernels}. */
    Path make(String what) throws IOException, InterruptedException {
        var out = folder.resolve("out-" + what);
        var sources = folder.resolve("assets/kernels").resolve(what);
        HostCommand.run(folder, List.of("make", "-s", "-C", sources.toString(), "package", "OUT=" + out));
        return out;
    }
}
