package dev.diver.node.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SshHostKeysTest {
    @TempDir
    Path folder;

    private TestServer server;
    private SshConnector connector;
    private SshHostKeys keys;
    private Node node;

    @BeforeEach
    void begin() throws Exception {
        var mine = TestServer.key("ssh-ed25519", 256);
        server = new TestServer(0, TestServer.key("ssh-ed25519", 256), mine.getPublic());
        connector = new SshConnector(folder, Map.of());
        keys = new SshHostKeys(connector);
        node = server.node(TestServer.write(mine, folder.resolve("id")));
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private void accept(String fingerprint) {
        keys.accept(node, fingerprint, new Cancellation());
    }

    private static Problem untrusted(Executable action) {
        var problem = assertThrows(DiverException.class, action).problem();
        assertEquals(Problem.Kind.UNTRUSTED, problem.kind(), problem.text());
        return problem;
    }

    /** Whoever answers on the old address now. */
    private void becomeAnother() throws Exception {
        var port = server.port();
        server.close();
        server = new TestServer(
                port,
                TestServer.key("ssh-ed25519", 256),
                TestServer.key("ssh-ed25519", 256).getPublic());
    }

    @Test
    void whatIsShownIsKnownOnlyWhenItIsAccepted() {
        assertEquals(server.fingerprint(), keys.shown(node, new Cancellation()));
        assertEquals(List.of(), keys.known(node));
        accept(server.fingerprint());
        assertEquals(List.of(server.fingerprint()), keys.known(node));
        connector.connect(node, Optional.empty(), new Cancellation()).close();
        accept(server.fingerprint());
        assertEquals(List.of(server.fingerprint()), keys.known(node), "once");
    }

    @Test
    void anotherKeyThanTheOneThatWasReadAloudIsNotKept() {
        var problem = untrusted(() -> accept("SHA256:somethingelse"));
        assertTrue(problem.why().contains("and you accept SHA256:somethingelse"), problem.text());
        assertEquals(List.of(), keys.known(node));
    }

    @Test
    void aChangedKeyWantsTheOldOneForgottenOnPurpose() throws Exception {
        var before = server.fingerprint();
        accept(before);
        becomeAnother();
        var problem = untrusted(() -> accept(server.fingerprint()));
        assertTrue(problem.why().contains(before) && problem.why().contains(server.fingerprint()), problem.text());
        assertTrue(problem.remedy().contains("diver node forget-host-key bare"), problem.text());
        assertEquals(List.of(before), keys.known(node));

        assertEquals(List.of(before), keys.forget(node));
        assertEquals(List.of(), keys.forget(node));
        accept(server.fingerprint());
        assertEquals(List.of(server.fingerprint()), keys.known(node));
    }

    @Test
    void onlyTheLinesOfThisNodeGo() throws Exception {
        var file = folder.resolve("known_hosts");
        accept(server.fingerprint());
        var mine = Files.readString(file);
        var key = mine.substring(mine.indexOf(' '));
        var others = "# by hand\n[127.0.0.1]:1" + key + "other.example" + key;
        Files.writeString(file, others + mine);
        keys.forget(node);
        assertEquals(others, Files.readString(file));

        Files.writeString(file, "[127.0.0.*]:" + server.port() + key);
        var problem =
                assertThrows(DiverException.class, () -> keys.forget(node)).problem();
        assertTrue(problem.why().contains("a line with a wildcard"), problem.text());
    }

    @Test
    void aNodeThatIsSilentShowsNothing() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ssh = new Node.Ssh("127.0.0.1", silent.getLocalPort(), "diver", Optional.empty());
            var cancellation = new Cancellation();
            var late = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                cancellation.cancel();
            });
            var silentNode = new Node("bare", Optional.of(ssh), Optional.empty());
            var problem = assertThrows(DiverException.class, () -> keys.shown(silentNode, cancellation))
                    .problem();
            assertEquals(Problem.Kind.CANCELLED, problem.kind());
            late.join();
        }
    }
}
