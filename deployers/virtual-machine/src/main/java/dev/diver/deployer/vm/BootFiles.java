package dev.diver.deployer.vm;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Role;
import dev.diver.core.net.Net;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.NetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files are that a dive boots from: of the package, or of the net and then really inside of it. */
final class BootFiles {
    /** A module's path in a manifest that stands for the net's program. */
    static final String APPLICATION = "@app";

    private final DiveRequest request;

    BootFiles(DiveRequest request) {
        this.request = request;
    }

    /** What boots: the package's image, or the program that the kernel is linked into. */
    Path image() {
        var manifest = request.kernel().manifest();
        if (manifest.app().model() == AppModel.RELINK && request.net().program().isPresent()) {
            return program();
        }
        return manifest.artifact(Role.IMAGE)
                .map(artifact -> request.kernel().file(artifact.path()))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        manifest.reference() + " holds nothing to boot.",
                        "Its package has no file with the role image.",
                        "Pull it again, or tell its publisher."));
    }

    Path module(KernelManifest.BootModule module) {
        return module.path().equals(APPLICATION) ? program() : request.kernel().file(module.path());
    }

    /**
     * A disk image of the package, or the package's image as one.
     *
     * @throws DiverException DAMAGED where it would lead QEMU to other files
     */
    DiskImage disk(String path) {
        var file = request.kernel().file(path);
        try {
            return DiskImage.of(
                    file,
                    request.kernel().manifest().artifacts().stream()
                            .filter(artifact -> artifact.path().equals(path))
                            .findFirst()
                            .map(KernelManifest.Artifact::format)
                            .orElse("raw"));
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            "The package's disk " + path + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "diver doctor --repair mends the package."),
                    e);
        }
    }

    /** The net's program, or one of the host. */
    Path program() {
        return NetFiles.program(request);
    }

    /** A file that an option names: with an absolute path anywhere on the host, otherwise in the net. */
    static Path chosen(Net net, String path, String remedy) {
        var file = Path.of(path);
        if (!file.isAbsolute()) {
            return NetFiles.inside(net, path, remedy);
        }
        // Block devices are fine as disks.
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new DiverException(Problem.Kind.NOT_FOUND, file + " is missing.", "", remedy);
        }
        return file;
    }
}
