package dev.diver.core.language;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.kernel.KernelManifest.Sdk;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How each C source of a net is compiled, as clang's {@code compile_commands.json} has it. Made of what the kernel's
 * package says that code for it needs: a Makefile that came from elsewhere would have to be run to be asked.
 */
final class CompilationDatabase {
    private static final int MOST_FILES = 5000;
    private static final int DEEPEST = 12;

    /** Where a net keeps its kernel's headers and manifest; in the package they are below {@code sdk/}. */
    private static final String KERNEL = "kernel";

    private static final String SDK = "sdk/";

    private final Path project;

    CompilationDatabase(Path project) {
        this.project = project;
    }

    /** One of the array of the database. */
    private record Command(String directory, String file, List<String> arguments) {}

    String json() throws IOException {
        var flags = flags();
        var commands = new ArrayList<Command>();
        for (var file : sources()) {
            var arguments = new ArrayList<>(flags);
            arguments.addAll(List.of("-c", file.toString()));
            commands.add(new Command(project.toString(), file.toString(), arguments));
        }
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(commands);
    }

    private List<String> flags() throws IOException {
        var flags = new ArrayList<>(List.of("gcc", "-xc", "-Wall", "-Wextra", "-Wno-unknown-warning-option"));
        var sdk = sdk();
        if (sdk.isEmpty()) {
            flags.add("-D_GNU_SOURCE");
        } else {
            flags.addAll(sdk.get().cflags());
            // Not the host's headers, but the compiler's own: they are part of a freestanding C.
            if (sdk.get().cflags().contains("-ffreestanding")) {
                flags.add("-nostdlibinc");
            }
            for (var include : sdk.get().includes()) {
                flags.addAll(List.of("-isystem", include(include).toString()));
            }
        }
        for (var own : List.of("include", "src")) {
            if (Files.isDirectory(project.resolve(own))) {
                flags.add("-I" + project.resolve(own));
            }
        }
        return flags;
    }

    private Path include(String inPackage) {
        var within = inPackage.startsWith(SDK) ? inPackage.substring(SDK.length()) : inPackage;
        return project.resolve(KERNEL).resolve(within).normalize();
    }

    private Optional<Sdk> sdk() throws IOException {
        var manifest = project.resolve(KERNEL).resolve("kernel.json");
        if (!Files.isRegularFile(manifest) || Files.size(manifest) > KernelManifestFormat.LIMIT) {
            return Optional.empty();
        }
        try {
            return new KernelManifestFormat()
                    .read(Files.readAllBytes(manifest), manifest.toString())
                    .sdk();
        } catch (DiverException damaged) {
            // Building tells what is wrong with it; what there is can be edited all the same.
            return Optional.empty();
        }
    }

    private List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(project, java.util.Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                var name = directory.getFileName().toString();
                var aside = name.startsWith(".") || directory.equals(project.resolve("build"));
                return aside && !directory.equals(project) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.toString().endsWith(".c")) {
                    found.add(file);
                }
                return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
