package dev.diver.core.publish;

import dev.diver.core.catalog.archive.Limits;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of a net's folder is published, and how it becomes a folder again. */
final class NetFormat {
    static final Limits LIMITS = new Limits(10_000, 128L << 20, 200);

    /** What is made, and what belongs to version control. */
    private static final Set<String> LEFT_OUT = Set.of("build", ".git", ".hg", ".svn", ".cache");

    /** The editor's; it has the folder's whole path in it. */
    private static final String COMMANDS = "compile_commands.json";

    private static final String DIRECTORY = "${directory}";

    private NetFormat() {}

    /**
     * The config.
     *
     * @param kernel the reference in its {@code net.toml}
     */
    record Config(String name, String version, String kernel) {}

    /**
     * Copies what belongs to a net's sources.
     *
     * @return names of files, relative
     */
    static List<String> collect(Path net, Path into) throws IOException {
        var names = new ArrayList<String>();
        var size = new long[1];
        Files.walkFileTree(net, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(net)
                                && LEFT_OUT.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    size[0] += attributes.size();
                    if (size[0] > LIMITS.bytes() || names.size() == LIMITS.entries()) {
                        throw tooLarge(net);
                    }
                    LikelySecrets.refuse(file);
                    var name = net.relativize(file).toString();
                    copy(file, into.resolve(name), net.toString(), DIRECTORY);
                    names.add(name);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }

    /** The other way round, into a folder that will be another one. */
    static void lay(Path unpacked, Path into, Path directory) throws IOException {
        try (var all = Files.walk(unpacked)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                copy(file, into.resolve(unpacked.relativize(file).toString()), DIRECTORY, directory.toString());
            }
        }
    }

    private static void copy(Path from, Path to, String old, String now) throws IOException {
        Files.createDirectories(to.getParent());
        if (from.getFileName().toString().equals(COMMANDS)) {
            var text = new String(Files.readAllBytes(from), StandardCharsets.ISO_8859_1);
            var bytes = StandardCharsets.UTF_8;
            Files.writeString(to, text.replace(latin(old, bytes), latin(now, bytes)), StandardCharsets.ISO_8859_1);
        } else {
            try (var in = Files.newInputStream(from);
                    var out = Files.newOutputStream(to)) {
                in.transferTo(out);
            }
        }
        if (Files.isExecutable(from) && !to.toFile().setExecutable(true)) {
            throw new IOException(to + " cannot be made executable");
        }
    }

    /** Byte by byte, so that a file that is no text stays what it is. */
    private static String latin(String text, java.nio.charset.Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    static DiverException tooLarge(Path net) {
        return new DiverException(
                Problem.Kind.UNSUPPORTED,
                net + " is too large to be published.",
                "At most " + (NetPackage.LARGEST >> 20) + " MiB of packed sources, " + (LIMITS.bytes() >> 20)
                        + " MiB unpacked, and " + LIMITS.entries()
                        + " files are taken, without build/ and version control.",
                "Move data out of the net, and tell where it is to be had.");
    }
}
