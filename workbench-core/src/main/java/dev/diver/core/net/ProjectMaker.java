package dev.diver.core.net;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.home.NewFolder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest.App;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a new project: beside its place at first, so that one that failed or was cancelled leaves nothing. */
final class ProjectMaker {
    /** Bytes; a larger file of a template is no text that somebody edits, and is copied as it is. */
    private static final String KERNEL = "kernel";

    private static final String MANIFEST = "kernel.json";
    private static final long FILLED_LIMIT = 1 << 20;

    /** Just a net.toml: for kernels that run no application. */
    private static final String KERNEL_ONLY = "kernel-only";

    private final Path shippedTemplates;

    ProjectMaker(Path shippedTemplates) {
        this.shippedTemplates = shippedTemplates;
    }

    /** The templates that fit: the kernel's own, then shipped ones that name it or its application model's first. */
    Map<String, Path> templates(PulledKernel kernel) throws IOException {
        var found = new LinkedHashMap<String, Path>();
        var own = kernel.root().resolve("template");
        for (var directory : directories(own)) {
            found.put(directory.getFileName().toString(), directory);
        }
        var wanted = template(kernel.manifest().app());
        if (wanted.matches("[a-z0-9][a-z0-9._-]*")) {
            var shipped = shippedTemplates.resolve(wanted);
            if (Files.isDirectory(shipped)) {
                found.putIfAbsent(wanted, shipped);
            }
        }
        return found;
    }

    /** The name of the shipped template for an application model; empty where there is none. */
    static String template(App app) {
        return app.model() == AppModel.NONE && app.template().isEmpty() ? KERNEL_ONLY : app.template();
    }

    private static List<Path> directories(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    void make(
            Path directory,
            String name,
            KernelReference reference,
            NetLock lock,
            PulledKernel kernel,
            Optional<String> template,
            Cancellation cancellation)
            throws IOException {
        var source = template(kernel, template);
        NewFolder.require(directory, "A new net");
        var parent = directory.getParent();
        Files.createDirectories(parent);
        if (!Files.isWritable(parent)) {
            throw new AccessDeniedException(parent.toString());
        }
        var staged = Files.createTempDirectory(parent, "." + directory.getFileName());
        try {
            Files.setPosixFilePermissions(staged, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            var values = Map.of(
                    "${name}", name,
                    "${kernel}", reference.toString(),
                    "${directory}", directory.toString());
            copy(source, staged, values, cancellation);
            copyKernel(kernel, staged.resolve(KERNEL), cancellation);
            NetLockFile.write(staged, lock);
            cancellation.check();
            Files.deleteIfExists(directory);
            AtomicFiles.move(staged, directory);
        } finally {
            Folders.delete(staged);
        }
    }

    /** Puts another kernel's headers and symbols in place of those that {@link #make} put there; nothing where none are. */
    void renew(Path directory, PulledKernel kernel, Cancellation cancellation) throws IOException {
        var old = directory.resolve(KERNEL);
        if (!Files.isRegularFile(old.resolve(MANIFEST))) {
            return;
        }
        var staged = Files.createTempDirectory(directory, "." + KERNEL);
        try {
            copyKernel(kernel, staged.resolve("new"), cancellation);
            cancellation.check();
            Files.move(old, staged.resolve("old"));
            AtomicFiles.move(staged.resolve("new"), old);
        } finally {
            Folders.delete(staged);
        }
    }

    private static void copyKernel(PulledKernel kernel, Path to, Cancellation cancellation) throws IOException {
        copy(kernel.root().resolve("sdk"), to, Map.of(), cancellation);
        copy(kernel.root().resolve("symbols"), to.resolve("symbols"), Map.of(), cancellation);
        Files.createDirectories(to);
        Files.write(to.resolve(MANIFEST), new KernelManifestFormat().write(kernel.manifest()));
    }

    private Path template(PulledKernel kernel, Optional<String> wanted) throws IOException {
        var known = templates(kernel);
        if (wanted.isPresent() && !known.containsKey(wanted.get())) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no template \"" + wanted.get() + "\" for "
                            + kernel.manifest().reference() + ".",
                    "",
                    Nearest.hint(wanted.get(), known.keySet()));
        }
        return wanted.map(known::get)
                .or(() -> known.values().stream().findFirst())
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        "There is nothing to write for " + kernel.manifest().reference() + ".",
                        "It has no template, and none ships for it.",
                        "Write a net.toml by hand, or choose another kernel."));
    }

    private static void copy(Path from, Path to, Map<String, String> values, Cancellation cancellation)
            throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (var source : all) {
            cancellation.check();
            var target = to.resolve(from.relativize(source).toString());
            if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
                write(source, target, values);
                if (Files.isExecutable(source)) {
                    target.toFile().setExecutable(true);
                }
            }
        }
    }

    /** Not by Files.copy(), which would keep the source's rights: a pulled package is read-only. */
    private static void write(Path source, Path target, Map<String, String> values) throws IOException {
        if (!values.isEmpty() && Files.size(source) <= FILLED_LIMIT) {
            Files.write(target, filled(Files.readAllBytes(source), values));
            return;
        }
        try (var in = Files.newInputStream(source);
                var out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
    }

    private static byte[] filled(byte[] content, Map<String, String> values) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(content))
                    .toString();
            for (var value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException binary) {
            return content;
        }
    }
}
