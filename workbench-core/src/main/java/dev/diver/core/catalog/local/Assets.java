package dev.diver.core.catalog.local;

import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernels that ship as sources: a folder each. One with a Makefile is built by its target {@code package}; one
 * without is packaged as it is.
 */
final class Assets {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final int LINES_SHOWN = 15;
    /** Folders beside the kernels' that their Makefiles take files from. */
    private static final List<String> SHARED = List.of("templates", "gpos");

    private static final String MANIFEST = "kernel.json";

    private final Path kernels;
    private final KernelManifestFormat manifests;
    private final HostProgram host;

    Assets(Path kernels, KernelManifestFormat manifests, HostProgram host) {
        this.kernels = kernels;
        this.manifests = manifests;
        this.host = host;
    }

    /**
     * A fingerprint of each folder, by its name: changes when a file does, of its own or of what all share. Reads no
     * content.
     */
    Map<String, String> fingerprints() throws IOException {
        var prints = new TreeMap<String, String>();
        if (Files.isDirectory(kernels)) {
            var shared = new StringBuilder();
            for (var folder : SHARED) {
                describe(kernels.resolveSibling(folder), shared);
            }
            try (var folders = Files.list(kernels)) {
                for (var folder : folders.filter(Files::isDirectory).toList()) {
                    var text = new StringBuilder(shared);
                    describe(folder, text);
                    prints.put(
                            folder.getFileName().toString(),
                            Digest.of(text.toString().getBytes(StandardCharsets.UTF_8))
                                    .hex());
                }
            }
        }
        return prints;
    }

    private static void describe(Path folder, StringBuilder text) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(folder.relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
        }
    }

    /**
     * The packages of a folder.
     *
     * @param scratch an empty directory for what is built; the packages refer to it
     */
    List<KernelPackage> packages(String name, Path scratch, Cancellation cancellation) throws IOException {
        var folder = kernels.resolve(name);
        if (!Files.exists(folder.resolve("Makefile"))) {
            return read(folder);
        }
        for (var tool : List.of("make", "gcc", "ld")) {
            host.require(tool, tool.equals("ld") ? "binutils" : tool, "to build the kernel " + name);
        }
        var built = host.run(
                List.of("make", "-s", "-C", folder.toString(), "package", "OUT=" + scratch.toAbsolutePath()),
                scratch,
                BUILD_LIMIT,
                cancellation);
        if (!built.ok() && built.output().contains("No space left on device")) {
            throw new DiverException(
                    Problem.Kind.NO_SPACE,
                    "The kernel " + name + " could not be built from its sources: the disk is full.",
                    "What had been written is removed again (" + scratch.getParent() + ").",
                    "Free some space, then do it again.");
        }
        if (!built.ok()) {
            throw new DiverException(
                    Problem.Kind.BUILD_FAILED,
                    "The kernel " + name + " could not be built from its sources.",
                    end(built.output()),
                    "make -C " + folder + " package OUT=DIRECTORY shows it again; diver doctor tells what is missing.");
        }
        return read(scratch);
    }

    /** The last lines, in which a compiler and make say what stopped them. */
    private static String end(String output) {
        var lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** {@code kernel.json} of the folder itself and of each folder below. */
    private List<KernelPackage> read(Path folder) throws IOException {
        var found = new ArrayList<KernelPackage>();
        var roots = new ArrayList<Path>();
        roots.add(folder);
        try (var children = Files.list(folder)) {
            children.filter(Files::isDirectory).sorted().forEach(roots::add);
        }
        for (var root : roots) {
            var file = root.resolve(MANIFEST);
            if (Files.isRegularFile(file)) {
                found.add(new KernelPackage(manifests.read(Files.readAllBytes(file), file.toString()), root));
            }
        }
        return found;
    }
}
