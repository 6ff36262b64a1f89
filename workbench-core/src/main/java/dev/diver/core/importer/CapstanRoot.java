package dev.diver.core.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.disk.DiskImage;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Capstan's folder: {@code repository/NAME/NAME.qemu} with {@code index.yaml}, and {@code packages/NAME.mpm} with
 * {@code NAME.yaml} (Capstan, Documentation/Repository.md).
 */
final class CapstanRoot {
    private static final String REPOSITORY = "repository";
    private static final String IMAGE = ".qemu";
    /** A name may have a namespace before it. */
    private static final int DEEPEST = 3;

    private static final int MOST_SHOWN = 20;

    private final Yaml yaml = new Yaml();

    /** @param path the folder, or an image's name below it */
    Contents image(Path path) throws IOException {
        var root = root(path.toAbsolutePath().normalize());
        var name = root.relativize(path.toAbsolutePath().normalize()).toString();
        var names = names(root.resolve(REPOSITORY));
        if (name.isEmpty() && names.size() == 1) {
            return image(root, names.getFirst());
        }
        if (name.isEmpty()) {
            throw new DiverException(
                    names.isEmpty() ? Problem.Kind.NOT_FOUND : Problem.Kind.INVALID,
                    names.isEmpty() ? root + " holds no image for QEMU." : "Which image of " + root + " is meant?",
                    names.isEmpty() ? "" : "There are " + shown(names) + ".",
                    names.isEmpty()
                            ? "capstan package compose NAME makes one."
                            : "Write capstan:" + root + "/" + names.getFirst());
        }
        if (!names.contains(name)) {
            throw unknown(root, name, names);
        }
        return image(root, name);
    }

    /** An unpacked package: it holds an application, and its image may be where Capstan keeps it. */
    Contents unpacked(Path mpm, Path unpacked) throws IOException {
        var name = mpm.getFileName().toString().replaceFirst("\\.mpm$", "");
        var root = Optional.ofNullable(mpm.toAbsolutePath().normalize().getParent())
                .map(Path::getParent)
                .filter(some -> Files.isRegularFile(file(some, name)));
        var meta = new CapstanMeta(yaml, unpacked.resolve("meta"));
        if (root.isPresent()) {
            return contents(root.get(), name, meta);
        }
        return new Contents(
                Form.CAPSTAN,
                name,
                unpacked,
                Optional.empty(),
                List.of(new Marker("capstan-package", 0, meta.title())),
                new Facts().node(),
                List.of(),
                List.of(
                        "It is a Capstan package: an application's files, and no kernel that boots.",
                        "capstan package compose makes an image of it and of OSv; then import that: diver import"
                                + " capstan:DIRECTORY/NAME, where DIRECTORY is Capstan's (usually ~/.capstan)."));
    }

    private Contents image(Path root, String name) throws IOException {
        // What a package says of how it is run is in the package; Capstan unpacks none.
        return contents(
                root,
                name,
                new CapstanMeta(yaml, root.resolve("packages").resolve(name).resolve("meta")));
    }

    private Contents contents(Path root, String name, CapstanMeta meta) throws IOException {
        var image = file(root, name);
        DiskImage.of(image, DiskImage.isQcow2(image) ? "qcow2" : "raw");
        var index = yaml.read(image.resolveSibling("index.yaml"));
        var described = yaml.read(root.resolve("packages").resolve(name + ".yaml"));
        var facts = new Facts()
                .name(name)
                .version(text(index, "version"))
                .version(text(described, "version"))
                .version(meta.version())
                .summary(text(index, "description"))
                .summary(text(described, "title"))
                .summary(meta.title())
                .usual(meta.command());
        return new Contents(
                Form.CAPSTAN,
                name,
                image.getParent(),
                Optional.of(image),
                List.of(new Marker("capstan-image", 0, Words.line("of " + text(index, "created")))),
                facts.node(),
                List.of(),
                meta.words());
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    private static Path file(Path root, String name) {
        return root.resolve(REPOSITORY).resolve(name).resolve(name.substring(name.lastIndexOf('/') + 1) + IMAGE);
    }

    private static Path root(Path path) {
        for (var some = path; some != null; some = some.getParent()) {
            if (Files.isDirectory(some.resolve(REPOSITORY))) {
                return some;
            }
        }
        throw new DiverException(
                Problem.Kind.NOT_FOUND,
                path + " is no directory of Capstan.",
                "There is no folder repository in it, nor above it.",
                "Usually it is ~/.capstan: diver import capstan:$HOME/.capstan/NAME");
    }

    private static List<String> names(Path repository) throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.find(repository, DEEPEST, (file, is) -> is.isRegularFile())) {
            for (var file : files.toList()) {
                var name = repository.relativize(file.getParent()).toString();
                if (!name.isEmpty() && file.equals(file(repository.getParent(), name))) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    private static DiverException unknown(Path root, String name, List<String> names) {
        var hasPackage = Files.isRegularFile(root.resolve("packages").resolve(name + ".mpm"));
        return new DiverException(
                Problem.Kind.NOT_FOUND,
                "Capstan has no image " + name + " for QEMU in " + root + ".",
                hasPackage
                        ? "There is a package of that name: an application's files, and no kernel."
                        : names.isEmpty() ? "" : "There are " + shown(names) + ".",
                hasPackage
                        ? "capstan package compose " + name + " makes an image of it."
                        : Nearest.to(name, names)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("capstan images lists what there is."));
    }

    private static String shown(List<String> names) {
        var first = names.subList(0, Math.min(names.size(), MOST_SHOWN));
        return Words.line(String.join(", ", first))
                + (first.size() < names.size() ? " and " + (names.size() - first.size()) + " more" : "");
    }
}
