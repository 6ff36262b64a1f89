package dev.diver.deployer.partitioned;

import java.io.IOException;
import java.nio.file.Path;

/** Co-kernel and proxy as a later Diver might bring them: built with another version of the window. */
final class OtherVersion {
    private OtherVersion() {}

    private static Path make(Path folder, String what) throws IOException, InterruptedException {
        return ChangedSources.in(folder)
                .replace("gpos/include/diver/cokernel.h", "(#define COKERNEL_VERSION +)\\d+\\b", "$17")
                .make(what);
    }

    static Path cokernel(Path folder) throws IOException, InterruptedException {
        return make(folder, "snorkel").resolve("cokernel/boot/snorkel");
    }

    static Path proxy(Path folder) throws IOException, InterruptedException {
        return make(folder, "linux").resolve("cloud/boot/cokernel-run");
    }
}
