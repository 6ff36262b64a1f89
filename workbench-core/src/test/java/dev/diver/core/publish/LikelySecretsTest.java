package dev.diver.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelySecretsTest {
    @TempDir
    Path folder;

    private Path net;

    @BeforeEach
    void makeANet() throws IOException {
        net = Files.createDirectories(folder.resolve("net/src")).getParent();
        Files.writeString(net.resolve("net.toml"), "[net]\nname = \"hello\"\n");
        Files.writeString(net.resolve("src/main.c"), "/* Ends with -----END PRIVATE KEY----- */\n");
        Files.writeString(net.resolve("lab.pub"), "untrusted comment: minisign public key\nRW\n");
        Files.writeString(net.resolve(".gitignore"), "build\n");
    }

    @ParameterizedTest
    @CsvSource({
        ".env, TOKEN=1",
        "id_ed25519, -----BEGIN OPENSSH PRIVATE KEY-----",
        "server.pem, -----BEGIN PRIVATE KEY-----",
        "old.pem, -----BEGIN RSA PRIVATE KEY-----",
        "lab.key, untrusted comment: minisign encrypted secret key"
    })
    void noSecretGoesAlongWithANet(String name, String text) throws IOException {
        Files.writeString(net.resolve("src").resolve(name), "# ours\n" + text + "\nsecret\n");
        var refused = assertThrows(DiverException.class, () -> NetFormat.collect(net, folder.resolve("out")));
        assertEquals(Problem.Kind.INVALID, refused.problem().kind());
        assertTrue(
                refused.problem().what().contains("src/" + name),
                refused.problem().what());
        assertThrows(DiverException.class, () -> LikelySecrets.refuseBelow(net));
    }

    @Test
    void sourcesAndPublicKeysAreNone() throws IOException {
        LikelySecrets.refuseBelow(net);
        assertEquals(
                List.of(".gitignore", "lab.pub", "net.toml", "src/main.c"),
                NetFormat.collect(net, folder.resolve("out")).stream().sorted().toList());
    }

    @Test
    void whatIsLeftOutIsNotLookedAt() throws IOException {
        Files.writeString(Files.createDirectories(net.resolve("build")).resolve(".env"), "TOKEN=1");
        assertEquals(4, NetFormat.collect(net, folder.resolve("out")).size());
    }
}
