package dev.diver.cokernel;

import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Homes for tests that are not about how a catalog is filled, kernels are pulled and modules are built. Whoever first needs
 * one makes it as the product does; from then on all tests of that build copy it, in whatever module they are. The system
 * property {@code diver.shared} names a directory of this build's own for that; without it each makes its own.
 */
public enum FilledHome {
    /** The shipped kernels are in the catalog. */
    CATALOG(List.of()),
    /** The small Linux and the co-kernel are pulled too, and the module for that Linux is built. */
    LINUX(List.of("linux:6.1-cloud", "snorkel:0.1.0-cokernel")),
    /** So is the Linux for nodes. */
    NODE_LINUX(List.of("linux:6.1-generic"));

    private final List<String> pulled;

    FilledHome(List<String> pulled) {
        this.pulled = pulled;
    }

    /** Touches nothing where the home has a catalog. */
    public void copyTo(DiverHome home) throws IOException {
        if (Files.exists(home.data().resolve("catalog"))) {
            return;
        }
        var shared = shared();
        if (shared.isEmpty()) {
            make(home);
            return;
        }
        var made = DiverHome.in(once(Path.of(shared), home.assets()), home.assets());
        Folders.copy(made.data(), home.data());
        Folders.copy(made.cache(), home.cache());
    }

    /** Makes it where others would wait for it with a limit, such as a window's start. */
    public void prepare(Path assets) throws IOException {
        if (!shared().isEmpty()) {
            once(Path.of(shared()), assets);
        }
    }

    private static String shared() {
        return System.getProperty("diver.shared", "");
    }

    /** One thread of one process makes it; the others wait. */
    private Path once(Path shared, Path assets) throws IOException {
        var directory = Files.createDirectories(shared);
        var made = directory.resolve(name());
        synchronized (FilledHome.class) {
            try (var channel = FileChannel.open(
                            directory.resolve(name() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!Files.exists(made)) {
                    var unfinished = directory.resolve(name() + ".new");
                    Folders.delete(unfinished);
                    make(DiverHome.in(unfinished, assets));
                    Files.move(unfinished, made);
                }
            }
        }
        return made;
    }

    private void make(DiverHome home) throws IOException {
        if (ordinal() > 0) {
            values()[ordinal() - 1].copyTo(home);
        }
        var programs = new HostProgram(System.getenv("PATH"));
        try (var catalog = new LocalCatalog(home, programs)) {
            catalog.open(Progress.NONE, new Cancellation());
            for (var reference : pulled) {
                var kernel = catalog.pull(KernelReference.parse(reference), Progress.NONE, new Cancellation());
                if (reference.startsWith("linux:")) {
                    GposModule.of(kernel, home.cache().resolve("prepared")).make(programs);
                }
            }
        }
    }
}
