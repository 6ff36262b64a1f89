package dev.diver.core.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The state of a project: name, size, time of change and inode of each file, of what was built too, and of the tools.
 * Any change to any of them, also one that make would not notice, gives another fingerprint. Reads no content.
 */
final class Fingerprint {
    private static final int MOST_FILES = 20_000;

    private Fingerprint() {}

    /** Empty where the project has too many files to look at all of them. */
    static String of(Path project, List<Path> tools) throws IOException {
        var files = new TreeMap<String, String>();
        for (var tool : tools) {
            files.put(tool.toString(), describe(Files.readAttributes(tool, BasicFileAttributes.class)));
        }
        var visitor = new Visitor(project, files);
        Files.walkFileTree(project, visitor);
        if (files.size() > MOST_FILES) {
            return "";
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach(
                    (name, state) -> digest.update((name + "\0" + state + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String describe(BasicFileAttributes attributes) {
        return attributes.size() + " "
                + attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS) + " "
                + attributes.fileKey();
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path project;
        private final TreeMap<String, String> files;

        Visitor(Path project, TreeMap<String, String> files) {
            this.project = project;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            // What version control and editors keep is no input of a build.
            var name = directory.getFileName() == null
                    ? ""
                    : directory.getFileName().toString();
            return name.equals(".git") || name.equals(".hg") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(project.relativize(file).toString(), describe(attributes));
            return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
