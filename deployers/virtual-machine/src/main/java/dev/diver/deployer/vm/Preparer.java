package dev.diver.deployer.vm;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes the files that a plan names. */
final class Preparer {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HostProgram host;

    Preparer(HostProgram host) {
        this.host = host;
    }

    void make(Preparation preparation) throws IOException {
        switch (preparation) {
            case Preparation.WrappedImage image -> cached(image, work -> wrapped(image, work));
            case Preparation.GrubIso iso -> cached(iso, work -> new GrubIso(host).make(iso, work));
            case Preparation.Initrd initrd -> initrd.content().write(initrd.file());
            case Preparation.CommandLineDisk disk -> CommandLineOverlay.write(disk);
            case Preparation.Link link -> Files.createSymbolicLink(link.file(), link.target());
        }
    }

    /** Makes a file below the given directory. */
    private interface Making {
        Path in(Path work) throws IOException;
    }

    /** Two dives may make the same at once: each its own, and the later rename wins with the same content. */
    private static void cached(Preparation wanted, Making making) throws IOException {
        if (Files.exists(wanted.file())) {
            return;
        }
        Files.createDirectories(wanted.file().getParent());
        var work = Files.createTempDirectory(wanted.file().getParent(), "new");
        try {
            var made = making.in(work);
            AtomicFiles.sync(made);
            AtomicFiles.move(made, wanted.file());
        } finally {
            Folders.delete(work);
        }
    }

    private Path wrapped(Preparation.WrappedImage wanted, Path work) throws IOException {
        var plain = work.resolve("image");
        PlainImage.copy(wanted.image(), plain);
        if (wanted.wrapper() != Wrapper.ELF32) {
            return plain;
        }
        var made = work.resolve("elf32");
        var result = host.run(
                List.of("objcopy", "-I", "elf64-x86-64", "-O", "elf32-i386", plain.toString(), made.toString()),
                work,
                LIMIT,
                new Cancellation());
        if (!result.ok()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "The kernel could not be turned into a 32-bit ELF file.",
                    result.output().strip(),
                    "Its file may be another kind of kernel than its package says.");
        }
        return made;
    }
}
