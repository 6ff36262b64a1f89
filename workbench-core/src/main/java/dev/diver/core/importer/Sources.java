package dev.diver.core.importer;

import dev.diver.core.catalog.archive.Limits;
import dev.diver.core.catalog.archive.SafeArchive;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Brings what a person gave into files, whatever it is packed in. */
final class Sources {
    private static final String OCI = "oci:";
    private static final String CAPSTAN = "capstan:";
    /** POSIX, pax: "ustar Interchange Format", field magic. */
    private static final int USTAR = 257;

    private final OciImages images;
    private final CapstanRoot capstan = new CapstanRoot();

    Sources(OciImages images) {
        this.images = images;
    }

    /** @param work an empty directory for what is unpacked or downloaded */
    Contents read(Source source, Path work, Progress progress, Cancellation cancellation) throws IOException {
        var text = source.text();
        if (text.startsWith(OCI)) {
            return images.read(text.substring(OCI.length()), work, progress, cancellation);
        }
        if (text.startsWith(CAPSTAN)) {
            return capstan.image(path(text.substring(CAPSTAN.length())));
        }
        var path = path(text);
        if (Files.isDirectory(path)) {
            return directory(path, work, progress, cancellation);
        }
        if (!Files.exists(path)) {
            throw new DiverException(Problem.Kind.NOT_FOUND, path + " does not exist.", "", "Give a kernel's file.");
        }
        if (!Files.isRegularFile(path)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    path + " is neither a file nor a directory.",
                    "",
                    "Copy what it holds to a file and give that.");
        }
        return file(path, work, progress, cancellation);
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.INVALID, "This is no path.", String.valueOf(e.getMessage()), ""), e);
        }
    }

    private Contents directory(Path path, Path work, Progress progress, Cancellation cancellation) throws IOException {
        if (OciImages.isAt(path)) {
            return images.read(path.toString(), work, progress, cancellation);
        }
        if (Files.isDirectory(path.resolve("repository"))) {
            return capstan.image(path);
        }
        var ops = OpsPackage.at(path);
        return ops.isPresent() ? ops.get().contents(path) : plain(Form.DIRECTORY, path, path, Optional.empty());
    }

    private Contents file(Path path, Path work, Progress progress, Cancellation cancellation) throws IOException {
        if (!isTar(path)) {
            return plain(Form.FILE, path, path.toAbsolutePath().getParent(), Optional.of(path));
        }
        progress.report("unpacking " + path.getFileName());
        var root = Files.createDirectories(work.resolve("archive"));
        try (var in = Files.newInputStream(path)) {
            new SafeArchive(root, Limits.PACKAGE, SafeArchive.Manner.FOREIGN, cancellation).unpack(in);
        }
        if (Files.isRegularFile(root.resolve("oci-layout"))) {
            return images.read(root.toString(), work, progress, cancellation);
        }
        if (Files.isRegularFile(root.resolve("meta/package.yaml"))) {
            return capstan.unpacked(path, root);
        }
        var ops = OpsPackage.in(root);
        return ops.isPresent() ? ops.get().contents(path) : plain(Form.DIRECTORY, path, root, Optional.empty());
    }

    private static boolean isTar(Path path) throws IOException {
        try {
            return KernelBytes.read(path).has(USTAR, "ustar");
        } catch (ZipException | EOFException e) {
            // Whoever looks at it as a kernel will say so.
            return false;
        }
    }

    private static Contents plain(Form form, Path path, Path root, Optional<Path> image) {
        var name = path.toAbsolutePath().normalize().getFileName();
        return new Contents(
                form,
                name == null ? "root" : name.toString(),
                root,
                image,
                List.of(),
                new Facts().node(),
                List.of(),
                List.of());
    }

    static DiverException unreadable(String what, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what + " could not be imported.",
                        String.valueOf(cause.getMessage()),
                        "See that it can be read and that there is space on the disk."),
                cause);
    }
}
