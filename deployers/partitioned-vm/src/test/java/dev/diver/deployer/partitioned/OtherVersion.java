package dev.diver.deployer.partitioned;

import dev.diver.core.home.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Co-kernel and proxy as a later Diver might bring them: built with another version of the window. */
final class OtherVersion {
    private OtherVersion() {}

    private static Path sources(Path folder) throws IOException {
        var assets = folder.resolve("assets");
        for (var part : List.of("gpos", "kernels")) {
            Folders.copy(Lab.assets().resolve(part), assets.resolve(part));
        }
        var header = assets.resolve("gpos/include/diver/cokernel.h");
        var text = Files.readString(header);
        var changed = text.replaceFirst("(#define COKERNEL_VERSION +)\\d+\\b", "$17");
        if (changed.equals(text)) {
            throw new IOException("the header's version is written otherwise now");
        }
        Files.writeString(header, changed);
        return assets;
    }

    private static Path make(Path folder, String what, String file) throws IOException, InterruptedException {
        var sources = sources(folder).resolve("kernels").resolve(what);
        var out = folder.resolve("out-" + what);
        HostCommand.run(folder, List.of("make", "-s", "-C", sources.toString(), "package", "OUT=" + out));
        return out.resolve(file);
    }

    static Path cokernel(Path folder) throws IOException, InterruptedException {
        return make(folder, "snorkel", "cokernel/boot/snorkel");
    }

    static Path proxy(Path folder) throws IOException, InterruptedException {
        return make(folder, "linux", "cloud/boot/cokernel-run");
    }
}
