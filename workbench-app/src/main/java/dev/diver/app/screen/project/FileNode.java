package dev.diver.app.screen.project;

import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A file or directory of a net. */
record FileNode(Project project, Path path, boolean directory) {
    /** A directory with more entries than anybody looks through is cut, so that no project can stop the screen. */
    private static final int MOST = 2000;

    boolean isRoot() {
        return path.equals(project.directory());
    }

    /** Directories first, then by name. Blocks: not for the screen's thread. */
    List<FileNode> children() {
        try (var entries = Files.list(path)) {
            return entries.limit(MOST)
                    .filter(entry -> !entry.getFileName().toString().equals(".git"))
                    .map(entry -> new FileNode(project, entry, Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)))
                    .sorted(Comparator.comparing((FileNode node) -> !node.directory())
                            .thenComparing(node -> node.path().getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DiverException(
                    new dev.diver.core.problem.Problem(
                            dev.diver.core.problem.Problem.Kind.FAILED,
                            path + " could not be read.",
                            e.getMessage() == null ? "" : e.getMessage(),
                            ""),
                    e);
        }
    }
}
