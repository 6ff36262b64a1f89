package dev.diver.core.publish;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.home.NewFolder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a kernel's files into a folder of one's own: beside its place at first, so that a failed one leaves nothing. */
final class KernelFork {
    private final PulledKernel kernel;
    private final KernelReference from;

    KernelFork(PulledKernel kernel, KernelReference from) {
        this.kernel = kernel;
        this.from = from;
    }

    /** Newer than what it comes from, and older than any version that follows that. */
    KernelManifest manifest() {
        var old = kernel.manifest();
        return old.forked(old.version() + ".1", new KernelManifest.Fork(from, kernel.digest()));
    }

    void writeTo(Path directory, Cancellation cancellation) throws IOException {
        NewFolder.require(directory, "A fork");
        Files.createDirectories(directory.getParent());
        var staged = Files.createTempDirectory(directory.getParent(), "." + directory.getFileName());
        try {
            Files.setPosixFilePermissions(staged, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (var artifact : kernel.manifest().artifacts()) {
                NewFolder.copy(kernel.file(artifact.path()), staged.resolve(artifact.path()), cancellation);
            }
            Files.write(staged.resolve(KernelFolder.MANIFEST), new KernelManifestFormat().write(manifest()));
            if (!Files.exists(staged.resolve(".gitignore"), LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(staged.resolve(".gitignore"), "build/\n");
            }
            cancellation.check();
            Files.deleteIfExists(directory);
            AtomicFiles.move(staged, directory);
        } finally {
            Folders.delete(staged);
        }
    }
}
