package dev.diver.core.home;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A folder that did not exist, and what is copied into it. */
public final class NewFolder {
    private NewFolder() {}

    /**
     * @param what is to be made there, such as "A fork"
     * @throws DiverException INVALID where something is there already
     */
    public static void require(Path directory, String what) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (var children = Files.list(directory)) {
                if (children.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new DiverException(
                Problem.Kind.INVALID,
                directory + " exists and is not empty.",
                what + " never writes over what is there.",
                "Choose another directory.");
    }

    /** Plain files and folders; what is read-only in a package can be written here. */
    public static void copy(Path from, Path to, Cancellation cancellation) throws IOException {
        try (var all = Files.walk(from)) {
            for (var source : all.toList()) {
                cancellation.check();
                var target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target.getParent());
                    try (var in = Files.newInputStream(source);
                            var out = Files.newOutputStream(target)) {
                        in.transferTo(out);
                    }
                    if (Files.isExecutable(source) && !target.toFile().setExecutable(true)) {
                        throw new IOException(target + " cannot be made executable");
                    }
                }
            }
        }
    }
}
