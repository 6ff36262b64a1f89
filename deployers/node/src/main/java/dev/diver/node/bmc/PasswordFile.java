package dev.diver.node.bmc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * A password as a file that only this user can read, for a program that takes one ({@code ipmitool -f}): never in an
 * argument, never in the environment, and gone when this is closed.
 */
final class PasswordFile implements AutoCloseable {
    private static final String PREFIX = "password-";

    private final Path file;

    private PasswordFile(Path file) {
        this.file = file;
    }

    /**
     * @param directory made where it is not there, for this user alone
     * @param password stays the caller's, who overwrites it
     */
    static PasswordFile write(Path directory, char[] password) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        requirePrivate(directory);
        removeLeftOvers(directory);
        var file = directory.resolve(PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(encoded);
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
        return new PasswordFile(file);
    }

    Path file() {
        return file;
    }

    private static void requirePrivate(Path directory) throws IOException {
        var permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !PosixFilePermissions.toString(permissions).endsWith("------")) {
            throw new IOException(directory + " is not a directory of this user alone");
        }
    }

    /** Of processes that were killed before they could delete theirs. */
    private static void removeLeftOvers(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (var left : files) {
                var words = left.getFileName().toString().split("-", 3);
                if (words[1].matches("[0-9]{1,10}")
                        && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
                    Files.deleteIfExists(left);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
