package dev.diver.app.screen.search;

import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a net that a person may want to see: not what a build makes, nothing hidden, nothing huge. */
public final class TextFiles {
    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 20;
    private static final long LARGEST = 5 << 20;

    private TextFiles() {}

    /** In the order of their paths; no link is followed. Blocks. */
    public static List<Path> below(Path directory, Cancellation cancellation) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(directory, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    cancellation.check();
                    var aside = visited.getFileName().toString().startsWith(".")
                            || visited.equals(directory.resolve("build"));
                    return aside && !visited.equals(directory)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && attributes.size() <= LARGEST) {
                        found.add(file);
                    }
                    return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }
}
