package dev.diver.qemu;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds on this host what a dynamic program needs in a guest: its loader and its libraries, and theirs. */
final class SharedLibraries {
    /** Where both glibc's and musl's loader look by themselves, whatever directory the host has a library in. */
    private static final String GUEST_DIRECTORY = "/lib/";

    private static final int MOST = 1000;

    /** As ld.so of Debian and musl's loader have them. */
    private static final List<String> USUAL = List.of(
            "/lib/x86_64-linux-gnu",
            "/usr/lib/x86_64-linux-gnu",
            "/lib64",
            "/usr/lib64",
            "/lib",
            "/usr/local/lib",
            "/usr/lib",
            "/usr/lib/x86_64-linux-musl");

    private final Path configuration;
    private final Path program;
    private final Map<String, Path> found = new LinkedHashMap<>();
    private final ArrayDeque<Path> open = new ArrayDeque<>();

    private SharedLibraries(Path program, Path configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    /** File of the host by absolute path in the guest; none for a static program. */
    static Map<String, Path> of(Path program) {
        return of(program, Path.of("/etc/ld.so.conf.d"));
    }

    /** @param configuration a directory of files that name further directories, one a line */
    static Map<String, Path> of(Path program, Path configuration) {
        try {
            return new SharedLibraries(program, configuration).find();
        } catch (IOException | InvalidPathException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The libraries of " + program + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "Link the program statically, or give yourself the right to read them."),
                    e);
        }
    }

    private Map<String, Path> find() throws IOException {
        var loader = ElfProgram.read(program).flatMap(ElfProgram::interpreter).map(Path::of);
        loader.ifPresent(file -> add(file.toString(), file));
        open.add(program);
        while (!open.isEmpty() && found.size() < MOST) {
            var file = open.remove();
            var elf = ElfProgram.read(file);
            if (elf.isEmpty()) {
                continue;
            }
            for (var name : elf.get().needed()) {
                var guest = name.startsWith("/") ? name : GUEST_DIRECTORY + name;
                // The C library needs its loader, which is there already.
                var isLoader = loader.map(Path::getFileName)
                        .filter(Path.of(name)::equals)
                        .isPresent();
                if (!isLoader && !found.containsKey(guest)) {
                    add(guest, library(name, file, elf.get().searched()));
                }
            }
        }
        return found;
    }

    private void add(String guest, Path host) {
        if (!host.isAbsolute() || !Files.isRegularFile(host)) {
            throw missing(host.toString());
        }
        found.put(guest, host);
        open.add(host);
    }

    private Path library(String name, Path user, List<String> searched) throws IOException {
        if (name.startsWith("/")) {
            return Path.of(name);
        }
        if (name.isEmpty() || name.contains("/")) {
            throw missing(name);
        }
        for (var directory : directories(user, searched)) {
            var candidate = directory.resolve(name);
            // The loader too passes over libraries for another processor.
            if (ElfProgram.read(candidate).isPresent()) {
                return candidate;
            }
        }
        throw missing(name);
    }

    private List<Path> directories(Path user, List<String> searched) throws IOException {
        var directories = new ArrayList<Path>();
        var origin = user.toRealPath().getParent().toString();
        for (var own : searched) {
            var directory = Path.of(own.replace("${ORIGIN}", origin).replace("$ORIGIN", origin));
            if (directory.isAbsolute()) {
                directories.add(directory.normalize());
            }
        }
        directories.addAll(configured());
        USUAL.forEach(usual -> directories.add(Path.of(usual)));
        return directories;
    }

    private List<Path> configured() throws IOException {
        var directories = new ArrayList<Path>();
        if (Files.isDirectory(configuration)) {
            try (var files = Files.newDirectoryStream(configuration, "*.conf")) {
                for (var file : files) {
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> line.startsWith("/"))
                            .forEach(line -> directories.add(Path.of(line)));
                }
            }
        }
        return directories;
    }

    private DiverException missing(String name) {
        return new DiverException(
                Problem.Kind.MISSING_TOOL,
                name + " is missing on this machine.",
                program + " is a dynamic program, and cannot start without it.",
                "Install the package that has it, or link the program statically.");
    }
}
