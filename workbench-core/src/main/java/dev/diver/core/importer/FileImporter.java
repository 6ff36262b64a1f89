package dev.diver.core.importer;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.Role;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Imports a kernel file, or a directory that holds a kernel.json and the files that it names. */
public final class FileImporter implements KernelImporter {
    private static final String MANIFEST = "kernel.json";

    private final DiverHome home;
    private final Catalog catalog;
    private final KernelManifestFormat manifests = new KernelManifestFormat();

    public FileImporter(DiverHome home, Catalog catalog) {
        this.home = home;
        this.catalog = catalog;
    }

    @Override
    public Proposal inspect(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return directory(file);
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        file + " is neither a file nor a directory.",
                        "",
                        "Copy what it holds to a file and give that.");
            }
            if (!Files.isRegularFile(file)) {
                throw new DiverException(
                        Problem.Kind.NOT_FOUND, file + " does not exist.", "", "Give a kernel's file.");
            }
            var bytes = KernelBytes.read(file);
            return new ProposalMaker(file.getFileName().toString(), BootDetector.markers(bytes)).make();
        } catch (ZipException | EOFException e) {
            throw new DiverException(
                    Problem.Kind.DAMAGED, file + " is damaged.", "It begins as gzip and cannot be unpacked.", "");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Proposal directory(Path directory) throws IOException {
        var file = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(file) || Files.size(file) > KernelManifestFormat.LIMIT) {
            return new Proposal(
                    List.of(),
                    Optional.empty(),
                    "A directory is imported by its kernel.json, and there is none. Repositories of KraftKit, Capstan"
                            + " and OPS are not read yet: give the kernel's or disk image's file in it.");
        }
        var manifest = manifests.read(Files.readAllBytes(file), file.toString());
        return new Proposal(List.of(), Optional.of(manifest), "It is packaged as its kernel.json says.");
    }

    @Override
    public PulledKernel add(Path file, KernelManifest manifest, Progress progress, Cancellation cancellation) {
        if (Files.isDirectory(file)) {
            return catalog.add(new KernelPackage(manifest, file.toAbsolutePath()), progress, cancellation);
        }
        var image = manifest.artifact(Role.IMAGE)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID, "The manifest has no image.", "An import needs one.", ""));
        Path work = null;
        try {
            Files.createDirectories(home.cache());
            work = Files.createTempDirectory(home.cache(), "import");
            var place = work.resolve(image.path()).normalize();
            if (!place.startsWith(work)) {
                throw new DiverException(Problem.Kind.INVALID, "The image's path leaves the package.", "", "");
            }
            Files.createDirectories(place.getParent());
            progress.report("copying " + file.getFileName());
            Files.copy(file, place);
            cancellation.check();
            return catalog.add(new KernelPackage(manifest, work), progress, cancellation);
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            if (work != null) {
                Folders.delete(work);
            }
        }
    }

    private static DiverException unreadable(Path file, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        file + " could not be imported.",
                        String.valueOf(cause.getMessage()),
                        "See that it can be read and that there is space on the disk."),
                cause);
    }
}
