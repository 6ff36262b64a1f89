package dev.diver.core.catalog.debian;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest.DebianSource;
import dev.diver.core.kernel.PackagePatterns;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Files from Debian's archive: resolved through a meta-package, downloaded by apt with its own checks of signature and
 * digest, and unpacked without being installed.
 */
public final class DebianArchive {
    private static final Duration MATCHING = Duration.ofSeconds(1);
    private static final Duration QUERY = Duration.ofSeconds(60);
    private static final Duration DOWNLOAD = Duration.ofMinutes(30);
    private static final long FILE_LIMIT = 1L << 30;

    private final HostProgram host;

    public DebianArchive(HostProgram host) {
        this.host = host;
    }

    /**
     * Brings a source's files below a directory.
     *
     * @return the source with the exact package and version that they came from
     */
    public DebianSource fetch(DebianSource source, Path target, Progress progress, Cancellation cancellation)
            throws IOException {
        for (var tool : List.of("apt-cache", "apt-get")) {
            host.require(tool, "apt", "to fetch kernels that Debian packages");
        }
        host.require("dpkg-deb", "dpkg", "to unpack kernels that Debian packages");
        progress.report("resolving " + source.metaPackage());
        var found = resolve(source, target, cancellation);
        var work = Files.createTempDirectory(target.getParent(), "deb");
        var deb = download(found, work, progress, cancellation);
        progress.report("unpacking " + found.name());
        unpack(deb, source.files(), target, cancellation);
        var others = new TreeMap<String, String>();
        for (var other : new TreeMap<>(source.packages()).entrySet()) {
            var exact = companion(source, found, other.getValue(), target, cancellation);
            var directory = Files.createTempDirectory(target.getParent(), "deb");
            var destination = target.resolve(other.getKey());
            Files.createDirectories(destination.getParent());
            Files.move(download(exact, directory, progress, cancellation), destination);
            others.put(other.getKey(), exact.exact());
        }
        return new DebianSource(source.metaPackage(), source.packagePattern(), found.exact(), source.files(), others);
    }

    /** Another package of exactly the same version: a kernel's headers fit no other kernel. */
    private DebianPackage companion(
            DebianSource source, DebianPackage found, String template, Path directory, Cancellation cancellation)
            throws IOException {
        var groups = new PackagePatterns(List.of(source.packagePattern()), MATCHING)
                .groups(found.name())
                .orElse(List.of());
        var name = template;
        for (var group = 0; group < groups.size(); group++) {
            name = name.replace("$" + (group + 1), groups.get(group));
        }
        var other = query(name, directory, cancellation);
        if (!other.version().equals(found.version())) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "apt's lists do not fit together: " + found.exact() + " and " + other.exact() + ".",
                    "They are of two releases, and one is of no use with the other.",
                    "Refresh the lists (sudo apt-get update), then pull again.");
        }
        return other;
    }

    private DebianPackage resolve(DebianSource source, Path directory, Cancellation cancellation) throws IOException {
        var meta = query(source.metaPackage(), directory, cancellation);
        if (source.packagePattern().isEmpty()) {
            return meta;
        }
        var wanted = new PackagePatterns(List.of(source.packagePattern()), MATCHING);
        var name = meta.depends().stream()
                .filter(wanted::match)
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "Debian's " + source.metaPackage() + " no longer leads to this kernel.",
                        "None of its dependencies (" + String.join(", ", meta.depends()) + ") is of the form "
                                + source.packagePattern() + ".",
                        "Look for a newer Diver, or import the kernel from a file."));
        return query(name, directory, cancellation);
    }

    private DebianPackage query(String name, Path directory, Cancellation cancellation) throws IOException {
        var answer =
                host.run(List.of("apt-cache", "show", "--no-all-versions", "--", name), directory, QUERY, cancellation);
        return Optional.of(answer)
                .filter(HostProgram.Result::ok)
                .flatMap(result -> DebianPackage.parse(result.output()))
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "apt knows no package " + name + ".",
                        answer.output().strip(),
                        "Refresh its lists: sudo apt-get update. On a system that is not Debian, import the kernel"
                                + " from a file."));
    }

    private Path download(DebianPackage wanted, Path work, Progress progress, Cancellation cancellation)
            throws IOException {
        var watch = Thread.ofVirtual().start(() -> report(wanted, work, progress));
        HostProgram.Result answer;
        try {
            answer = host.run(List.of("apt-get", "-q", "download", wanted.exact()), work, DOWNLOAD, cancellation);
        } finally {
            watch.interrupt();
        }
        var deb = downloaded(work);
        if (!answer.ok() || deb.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.FAILED,
                    wanted.name() + " could not be downloaded.",
                    answer.output().strip(),
                    "Look at the network, then refresh apt's lists (sudo apt-get update) and pull again.");
        }
        if (!wanted.sha256().equals(Digest.of(deb.get()).hex())) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    wanted.name() + " was damaged on its way.",
                    "Its digest is not the one in Debian's package list.",
                    "Pull again.");
        }
        return deb.get();
    }

    /** apt-get tells no progress to a pipe; the growing file does. */
    private static void report(DebianPackage wanted, Path work, Progress progress) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (var files = Files.walk(work)) {
                    var size = files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .max()
                            .orElse(0);
                    progress.report("downloading " + wanted.name(), Math.min(size, wanted.size()), wanted.size());
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException | IOException | java.io.UncheckedIOException finished) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> downloaded(Path work) throws IOException {
        try (var files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".deb"))
                    .findFirst();
        }
    }

    private void unpack(Path deb, Map<String, String> files, Path target, Cancellation cancellation)
            throws IOException {
        var taken = new java.util.HashSet<String>();
        var exitCode =
                host.run(List.of("dpkg-deb", "--fsys-tarfile", deb.toString()), target, QUERY, cancellation, in -> {
                    var tar = new TarArchiveInputStream(in, "UTF-8");
                    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                        cancellation.check();
                        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                            for (var destination : destinations(entry.getName(), files)) {
                                copy(tar, entry.getSize(), target.resolve(destination));
                                taken.add(destination);
                                break;
                            }
                        }
                    }
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                });
        if (exitCode != 0 || !taken.containsAll(files.keySet())) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    deb.getFileName() + " does not hold what this kernel is made of.",
                    "Looked for " + String.join(", ", files.values()) + ".",
                    "Debian's package may have changed: look for a newer Diver.");
        }
    }

    private static void copy(TarArchiveInputStream content, long size, Path to) throws IOException {
        if (size > FILE_LIMIT) {
            throw new IOException("a file of " + size + " bytes is larger than any kernel");
        }
        Files.createDirectories(to.getParent());
        Files.copy(content, to);
    }

    private static List<String> destinations(String name, Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> glob(file.getValue()).matcher(clean(name)).matches())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String clean(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static Pattern glob(String path) {
        return Pattern.compile(String.join(
                "[^/]*",
                Arrays.stream(clean(path).split("\\*", -1)).map(Pattern::quote).toList()));
    }
}
