package dev.diver.core.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String NAME = "node/lab/bmc";
    private static final char[] SECRET = "pass wörd".toCharArray();

    @TempDir
    private Path directory;

    private DiverHome home;
    private EncryptedFileSecrets secrets;

    @BeforeEach
    void make() {
        home = DiverHome.in(directory, directory);
        secrets = new EncryptedFileSecrets(home);
    }

    private Path file() {
        return home.config().resolve("secrets.json");
    }

    private Path key() {
        return home.data().resolve("secrets.key");
    }

    @Test
    void keepsFindsAndForgets() {
        assertTrue(secrets.find(NAME).isEmpty());
        secrets.keep(NAME, SECRET);
        secrets.keep("node/other/bmc", "x".toCharArray());
        assertArrayEquals(SECRET, new EncryptedFileSecrets(home).find(NAME).orElseThrow());
        secrets.forget(NAME);
        assertTrue(secrets.find(NAME).isEmpty());
        assertArrayEquals("x".toCharArray(), secrets.find("node/other/bmc").orElseThrow());
    }

    @Test
    void nothingOfItCanBeRead() throws IOException {
        secrets.keep(NAME, SECRET);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
        var text = Files.readString(file());
        assertFalse(text.contains("pass"), text);
        secrets.keep(NAME, SECRET);
        assertFalse(text.equals(Files.readString(file())), "the same password twice must not look the same");
    }

    @Test
    void noticesEveryChange() throws IOException {
        secrets.keep(NAME, SECRET);
        var text = Files.readString(file());
        Files.writeString(file(), text.replace("node/lab/bmc", "node/lib/bmc"));
        assertKind(Problem.Kind.DAMAGED, "node/lib/bmc");
        var at = text.length() / 2;
        Files.writeString(
                file(), text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1));
        assertKind(Problem.Kind.DAMAGED, NAME);
        Files.writeString(file(), "{\"node/lab/bmc\": \"QUJD\"}");
        assertKind(Problem.Kind.DAMAGED, NAME);
        Files.writeString(file(), "[".repeat(50_000));
        assertKind(Problem.Kind.DAMAGED, NAME);
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        secrets.keep(NAME, SECRET);
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertKind(Problem.Kind.FAILED, NAME);
    }

    private void assertKind(Problem.Kind kind, String name) {
        var failure = assertThrows(DiverException.class, () -> secrets.find(name));
        assertEquals(kind, failure.problem().kind(), failure.getMessage());
        assertFalse(failure.getMessage().contains("wörd"));
    }

    /** The program's part of the contract is played, as there is no desktop where tests run: what it is told, and how. */
    @Test
    void theDesktopsStoreGetsThemThroughStandardInput() throws IOException {
        var bin = Files.createDirectories(directory.resolve("bin"));
        var tool = bin.resolve("secret-tool");
        Files.writeString(tool, """
                #!/bin/sh
                echo "$@" >>'%1$s/arguments'
                env >>'%1$s/arguments'
                case "$1" in
                store) cat >'%1$s/kept' ;;
                lookup) cat '%1$s/kept' 2>/dev/null || exit 1 ;;
                clear) rm -f '%1$s/kept' ;;
                esac
                """.formatted(directory));
        assertTrue(tool.toFile().setExecutable(true));
        var programs = new HostProgram(bin + ":" + System.getenv("PATH"));
        var stored = new StoredSecrets(
                home, programs, Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none", "DISPLAY", ":0"));
        stored.keep(NAME, SECRET);
        assertEquals(new String(SECRET), Files.readString(directory.resolve("kept"), StandardCharsets.UTF_8));
        assertFalse(Files.exists(file()));
        assertArrayEquals(SECRET, stored.find(NAME).orElseThrow());
        assertFalse(Files.readString(directory.resolve("arguments")).contains("pass"));
        stored.forget(NAME);
        assertEquals(Optional.empty(), stored.find(NAME));
    }

    @Test
    void withoutAScreenItIsTheFile() {
        var stored = new StoredSecrets(
                home, new HostProgram("/usr/bin"), Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none"));
        stored.keep(NAME, SECRET);
        assertTrue(Files.exists(file()));
        assertArrayEquals(SECRET, stored.find(NAME).orElseThrow());
    }
}
