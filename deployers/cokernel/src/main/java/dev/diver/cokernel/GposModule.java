package dev.diver.cokernel;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.process.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Linux's module for co-kernels, built against exactly the headers that came with a Linux. Nothing is installed: Debian's
 * packages of headers are unpacked in a directory of the cache, and make runs there in the sandbox.
 *
 * @param gpos whose package has {@code headers/} and {@code gpos/}
 * @param file the module; named by the package's digest, so that it is built once
 */
public record GposModule(PulledKernel gpos, Path file) {
    private static final String NAME = "diver_cokernel.ko";
    private static final List<String> HEADERS = List.of("flavour", "common", "kbuild");
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MEMORY_MIB = 4096;
    private static final int CPU_SECONDS = 120;
    private static final int LINES_SHOWN = 15;

    public static GposModule of(PulledKernel gpos, Path prepared) {
        for (var header : HEADERS) {
            if (!Files.isRegularFile(gpos.file("headers/" + header + ".deb"))) {
                throw new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        gpos.manifest().reference() + " comes without its headers, so no co-kernel can run beside it.",
                        "The module that Linux needs for one is built against them (headers/" + header + ".deb).",
                        "Pull it again (diver pull " + gpos.manifest().reference() + "), or choose another Linux.");
            }
        }
        var digest = gpos.digest().replaceFirst("^sha256:", "");
        return new GposModule(gpos, prepared.resolve("gpos-" + digest).resolve(NAME));
    }

    /** Names what is missing on this host before anything begins. */
    public void require(HostProgram host) {
        if (Files.exists(file)) {
            return;
        }
        host.require("dpkg-deb", "dpkg", "to unpack the headers of Linux");
        host.require("make", "make", "to build Linux's module for co-kernels");
        host.require("gcc-12", "gcc-12", "to build Linux's module for co-kernels, as Debian's Linux was");
        host.require("strip", "binutils", "to build Linux's module for co-kernels");
        host.require("bwrap", "bubblewrap", "to build Linux's module for co-kernels in a sandbox");
    }

    /** Two dives may build it at once: each its own, and the later rename wins with the same content. */
    public void make(HostProgram host) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        var work = Files.createTempDirectory(file.getParent(), "new").toRealPath();
        try {
            for (var header : HEADERS) {
                run(
                        host,
                        work,
                        List.of(
                                "dpkg-deb",
                                "-x",
                                gpos.file("headers/" + header + ".deb").toString(),
                                "."));
            }
            Folders.copy(gpos.file("gpos"), work.resolve("gpos"));
            var headers = flavour(work);
            run(
                    host,
                    work,
                    sandboxed(
                            host,
                            work,
                            List.of(
                                    "make",
                                    "-s",
                                    "-C",
                                    headers.toString(),
                                    "M=" + work.resolve("gpos/module"),
                                    "modules")));
            var built = work.resolve("gpos/module").resolve(NAME);
            run(host, work, List.of("strip", "--strip-debug", built.toString()));
            AtomicFiles.sync(built);
            AtomicFiles.move(built, file);
        } finally {
            Folders.delete(work);
        }
    }

    /** The flavour's own directory; its Makefile names the common one where Debian would install it. */
    private static Path flavour(Path work) throws IOException {
        var sources = work.resolve("usr/src");
        try (var directories = Files.list(sources)) {
            for (var directory : directories.sorted().toList()) {
                var makefile = directory.resolve("Makefile");
                if (Files.isRegularFile(makefile) && Files.exists(directory.resolve(".config"))) {
                    var text = Files.readString(makefile);
                    Files.writeString(makefile, text.replace("/usr/src/", sources + "/"), StandardCharsets.UTF_8);
                    return directory;
                }
            }
        }
        throw new IOException("the headers of Linux have no configuration");
    }

    private static List<String> sandboxed(HostProgram host, Path work, List<String> inside) {
        var all = new ArrayList<String>();
        all.addAll(Sandbox.command(
                host.require("bwrap", "bubblewrap", "to build in a sandbox"),
                host.require("prlimit", "util-linux", "to build in a sandbox"),
                work,
                MEMORY_MIB,
                CPU_SECONDS,
                inside));
        return all;
    }

    private void run(HostProgram host, Path work, List<String> command) throws IOException {
        var result = host.run(command, work, LIMIT, new Cancellation());
        if (!result.ok()) {
            var lines = result.output().strip().lines().toList();
            throw new DiverException(
                    Problem.Kind.BUILD_FAILED,
                    "Linux's module for co-kernels could not be built for "
                            + gpos.manifest().reference() + ".",
                    String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())),
                    "Pull " + gpos.manifest().reference() + " again; diver doctor tells what is missing.");
        }
    }
}
