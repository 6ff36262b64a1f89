package dev.diver.core.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A package of OPS, unpacked: a Linux program with its files, {@code package.manifest} and {@code sysroot/}, in the top
 * folder or in one of the package's name. It holds no kernel.
 */
record OpsPackage(Path root, JsonNode manifest) {
    private static final String MANIFEST = "package.manifest";
    private static final int LIMIT = 1 << 20;

    static Optional<OpsPackage> in(Path unpacked) throws IOException {
        try (var files = Files.find(unpacked, 2, (file, is) -> is.isRegularFile() && file.endsWith(MANIFEST))) {
            var found = files.sorted().findFirst();
            return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get()));
        }
    }

    private static OpsPackage read(Path file) throws IOException {
        if (Files.size(file) > LIMIT) {
            throw damaged("It is larger than " + LIMIT + " bytes.");
        }
        try {
            return new OpsPackage(file.getParent(), new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw damaged(Words.line(e.getOriginalMessage()));
        }
    }

    /** One that OPS unpacked, or that is to be packed. */
    static Optional<OpsPackage> at(Path folder) throws IOException {
        var file = folder.resolve(MANIFEST);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static DiverException damaged(String why) {
        return new DiverException(Problem.Kind.DAMAGED, "The package's " + MANIFEST + " cannot be read.", why, "");
    }

    /** @param source what the person gave: an archive, or its folder */
    Contents contents(Path source) {
        var name = source.toAbsolutePath().normalize().getFileName();
        var program = Words.line(manifest.path("Program").asText("?"));
        return new Contents(
                Form.FILE,
                name == null ? "package" : name.toString(),
                root,
                Optional.empty(),
                List.of(new Marker("ops-package", 0, "program " + program)),
                new Facts().node(),
                List.of(),
                List.of(
                        "It is a package of OPS: the Linux program " + program
                                + " with its files, for the kernel Nanos," + " and no kernel.",
                        "OPS makes a disk image of both, in three steps: ops pkg add PACKAGE --name NAME; ops image create"
                                + " --local --package NAME --imagename IMAGE; diver import ~/.ops/images/IMAGE.",
                        "If the program is linked statically, it also runs on Linux, in a net of its own: diver new DIR"
                                + " --kernel linux."));
    }
}
