package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.KnownKey.Secret;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What one signs with: {@code keys/NAME.key} in the data, not in the configuration, which people copy and publish; as
 * minisign has them, so that both can use them.
 */
public final class SecretKeys {
    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public SecretKeys(DiverHome home) {
        folder = home.data().resolve("keys");
    }

    /**
     * Ready to sign; to be closed.
     *
     * @param key the name of one of the ring, or a file of minisign's
     */
    public SecretKey open(String key, Passwords passwords) {
        var own = KeyFolder.isName(key) && exists(key);
        var file = own ? file(key) : Path.of(key);
        if (!own && !Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no secret key " + key + ".",
                    "It is neither a key that was made here nor a file.",
                    "diver key list shows which there are; diver key new NAME makes one.");
        }
        requirePrivate(file);
        return SecretKey.read(SmallFile.read(file, SecretKey.LIMIT), () -> passwords.of(key));
    }

    private static void requirePrivate(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw new DiverException(
                        Problem.Kind.UNTRUSTED,
                        "Others can read " + file + ".",
                        "A secret key is only yours.",
                        "chmod 600 " + file + "; if somebody may have read it, revoke it (diver key revoke).");
            }
        } catch (IOException e) {
            throw KeyFolder.failed(file + " cannot be read.", e);
        }
    }

    boolean exists(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    Secret kind(String name) {
        if (!exists(name)) {
            return Secret.NONE;
        }
        return SecretKey.isEncrypted(SmallFile.read(file(name), SecretKey.LIMIT))
                ? Secret.ENCRYPTED
                : Secret.UNENCRYPTED;
    }

    SecretKey create(String name, Optional<char[]> password) {
        var key = SecretKey.generate(random);
        try {
            var text = password.map(given -> key.file(given, random)).orElseGet(key::unencryptedFile);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            AtomicFiles.write(file(name), text.getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (IOException e) {
            key.close();
            throw KeyFolder.failed(file(name) + " cannot be written.", e);
        } catch (RuntimeException e) {
            key.close();
            throw e;
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw KeyFolder.failed(file(name) + " cannot be removed.", e);
        }
    }

    Path file(String name) {
        return folder.resolve(name + ".key");
    }
}
