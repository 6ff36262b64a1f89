package dev.diver.core.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files below a directory of unknown origin: a link counts where it stays inside. */
final class Tree {
    private static final int MOST = 1000;

    private final Path root;

    Tree(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** @param pattern a relative path, in whose last part {@code *} stands for some of a name; sorted by name */
    List<Path> find(String pattern) throws IOException {
        var slash = pattern.lastIndexOf('/');
        var parent = root.resolve(slash < 0 ? "" : pattern.substring(0, slash));
        var name = pattern.substring(slash + 1);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        if (name.indexOf('*') < 0) {
            return Stream.of(parent.resolve(name)).filter(this::isInside).toList();
        }
        try (var found = Files.newDirectoryStream(parent, name)) {
            return StreamSupport.stream(found.spliterator(), false)
                    .limit(MOST)
                    .filter(this::isInside)
                    .sorted()
                    .toList();
        }
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(root);
        } catch (IOException e) {
            // Nothing there, or a link to nowhere.
            return false;
        }
    }
}
