package dev.diver.core.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets in a file, each encrypted with AES-256-GCM (NIST SP 800-38D) under a key that lies in another file of mode 0600,
 * in another directory: what is copied, backed up or shown of the configuration tells nothing. It does not protect from
 * who can read this user's files; docs/decisions has why.
 */
public final class EncryptedFileSecrets implements Secrets {
    private static final int KEY_BYTES = 32;

    /** SP 800-38D, section 8.2.2: 96 random bits, for far less than 2^32 secrets under one key. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final int LIMIT = 1 << 20;

    private final Path file;
    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(4).build())
                    .build())
            .build();

    public EncryptedFileSecrets(DiverHome home) {
        file = home.config().resolve("secrets.json");
        keyFile = home.data().resolve("secrets.key");
    }

    @Override
    public Optional<char[]> find(String name) {
        return guarded("read", () -> {
            var sealed = read().get(name);
            return sealed == null ? Optional.empty() : Optional.of(opened(name, sealed));
        });
    }

    @Override
    public void keep(String name, char[] secret) {
        changed(all -> all.put(name, sealed(name, secret)));
    }

    @Override
    public void forget(String name) {
        if (Files.exists(file)) {
            changed(all -> all.remove(name));
        }
    }

    private interface Change {
        void on(Map<String, String> all) throws IOException, GeneralSecurityException;
    }

    private void changed(Change change) {
        guarded("written", () -> {
            try (var lock = LockFile.acquire(keyFile.resolveSibling("secrets.lock"), new Cancellation())) {
                var all = read();
                change.on(all);
                AtomicFiles.write(file, json.writeValueAsBytes(all));
            }
            return null;
        });
    }

    private Map<String, String> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException(file + " is too long");
            }
            return json.readValue(
                    bytes, json.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class));
        }
    }

    private String sealed(String name, char[] secret) throws IOException, GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var plain = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, name, nonce);
            var out = ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(plain.remaining()));
            out.put(nonce);
            cipher.doFinal(plain, out);
            return Base64.getEncoder().encodeToString(out.array());
        } finally {
            Arrays.fill(plain.array(), (byte) 0);
        }
    }

    private char[] opened(String name, String sealed) throws IOException, GeneralSecurityException {
        var bytes = Base64.getDecoder().decode(sealed);
        if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new GeneralSecurityException("cut short");
        }
        var cipher = cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(bytes, NONCE_BYTES));
        var plain = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(plain));
        Arrays.fill(plain, (byte) 0);
        var secret = new char[text.remaining()];
        text.get(secret);
        Arrays.fill(text.array(), '\0');
        return secret;
    }

    /** The name is authenticated too: a secret cannot be put under another node's name. */
    private Cipher cipher(int mode, String name, byte[] nonce) throws IOException, GeneralSecurityException {
        var key = key();
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] key() throws IOException {
        if (!Files.exists(keyFile)) {
            makeKey();
        }
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile));
        if (!permissions.endsWith("------")) {
            throw new IOException(keyFile + " can be read by others (" + permissions + "); chmod 600 mends that");
        }
        try (var in = Files.newInputStream(keyFile)) {
            var key = in.readNBytes(KEY_BYTES + 1);
            if (key.length != KEY_BYTES) {
                throw new IOException(keyFile + " is no key");
            }
            return key;
        }
    }

    private void makeKey() throws IOException {
        Files.createDirectories(keyFile.getParent());
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (var channel = Files.newByteChannel(
                keyFile,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private interface Work<T> {
        T run() throws IOException, GeneralSecurityException;
    }

    private <T> T guarded(String what, Work<T> work) {
        try {
            return work.run();
        } catch (GeneralSecurityException | JsonProcessingException | IllegalArgumentException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            file + " does not fit its key.",
                            "One of the two was changed, or comes from another machine.",
                            "Delete " + file + " and give the passwords again."),
                    e);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The secrets cannot be " + what + ".",
                            String.valueOf(e.getMessage()),
                            "Look at the rights of " + file + " and " + keyFile + "."),
                    e);
        }
    }
}
