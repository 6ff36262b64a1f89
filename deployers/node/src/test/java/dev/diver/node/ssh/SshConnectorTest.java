package dev.diver.node.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.node.FreePort;
import dev.diver.node.ssh.SshConnection.RemoteLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SshConnectorTest {
    private static final RemoteLimits SHORT = RemoteLimits.of(Duration.ofSeconds(60));

    @TempDir
    Path folder;

    private KeyPair mine;
    private Path identity;
    private TestServer server;
    private SshConnector connector;

    @BeforeEach
    void begin() throws Exception {
        mine = TestServer.key("ssh-ed25519", 256);
        identity = TestServer.write(mine, folder.resolve("id"));
        server = new TestServer(0, TestServer.key("ssh-ed25519", 256), mine.getPublic());
        connector = new SshConnector(folder.resolve("config"), Map.of());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private SshConnection connect(Optional<String> accepted) {
        return connector.connect(server.node(identity), accepted, new Cancellation());
    }

    private static Problem problem(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(DiverException.class, action).problem();
    }

    @Test
    void aStubOnTheNodeIsReachedThroughASocketHere() throws Exception {
        try (var stub = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var port = ((InetSocketAddress) stub.getLocalAddress()).getPort();
            assertIsReached(stub, new Node.Stub.Port("localhost", port));
        }
    }

    @Test
    void aStubMayBeAtASocketOnTheNode() throws Exception {
        var there = Files.createTempDirectory(Path.of("/tmp"), "dv").resolve("stub");
        try (var stub = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(there))) {
            assertIsReached(stub, new Node.Stub.Socket(there.toString()));
        } finally {
            Files.delete(there);
            Files.delete(there.getParent());
        }
    }

    private void assertIsReached(ServerSocketChannel stub, Node.Stub far) throws Exception {
        var socket = Files.createTempDirectory(Path.of("/tmp"), "dv").resolve("gdb");
        try (var connection = connect(Optional.of(server.fingerprint()))) {
            var answering = Thread.ofPlatform().daemon().start(() -> answer(stub));
            try (var forward = connection.forward(socket, far)) {
                for (var round = 0; round < 2; round++) {
                    assertEquals("+$S05#b8", asked(socket));
                }
            }
            assertFalse(Files.exists(socket));
            // Nobody listens there any more: the client is told so by the end of its connection.
            stub.close();
            // A thread that waits for a connection may still be given one.
            answering.join();
            try (var forward = connection.forward(socket, far)) {
                assertEquals("", asked(socket));
            }
        } finally {
            Files.delete(socket.getParent());
        }
    }

    /** What a stub says to the first question of gdb. */
    private static void answer(ServerSocketChannel stub) {
        try {
            while (true) {
                try (var client = stub.accept()) {
                    var question = Channels.newInputStream(client).readNBytes(5);
                    assertEquals("$?#3f", new String(question, StandardCharsets.US_ASCII));
                    client.write(ByteBuffer.wrap("+$S05#b8".getBytes(StandardCharsets.US_ASCII)));
                }
            }
        } catch (IOException ended) {
            // The test is over.
        }
    }

    private static String asked(Path socket) throws IOException {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            client.write(ByteBuffer.wrap("$?#3f".getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException ended) {
            return "";
        }
    }

    @Test
    void aHostIsKnownAfterItsKeyWasAccepted() {
        var first = problem(() -> connect(Optional.empty()));
        assertEquals(Problem.Kind.UNTRUSTED, first.kind());
        assertTrue(first.what().contains("for the first time"), first.text());
        assertTrue(
                first.remedy().endsWith("diver node check bare --accept-host-key " + server.fingerprint()),
                first.text());
        var other = problem(() -> connect(Optional.of("SHA256:somethingelse")));
        assertTrue(other.what().contains("another host key than the one that you accept"), other.text());
        connect(Optional.of(server.fingerprint())).close();
        try (var again = connect(Optional.empty())) {
            assertEquals(
                    "here\n", again.run("echo here", SHORT, new Cancellation()).text());
        }
    }

    @Test
    void aShellIsAConsole() throws Exception {
        connect(Optional.of(server.fingerprint())).close();
        var said = new StringBuffer();
        var shells = new SshShells(connector, folder.resolve("shells"));
        var shell = shells.open(server.node(identity), Progress.NONE, new Cancellation());
        shell.attach((bytes, offset, length) -> said.append(new String(bytes, offset, length, StandardCharsets.UTF_8)));
        shell.resize(101, 33);
        shell.write("echo $TERM-$((6 * 7))\n".getBytes(StandardCharsets.UTF_8));
        while (!said.toString().contains("xterm-256color-42")) {
            Thread.sleep(5);
        }
        shell.write("exit\n".getBytes(StandardCharsets.UTF_8));
        shell.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        shell.close();
        try (var left = Files.list(folder.resolve("shells"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aChangedHostKeyIsRefusedWhateverOneAccepts() throws Exception {
        connect(Optional.of(server.fingerprint())).close();
        var before = server.fingerprint();
        var port = server.port();
        server.close();
        server = new TestServer(port, TestServer.key("ssh-ed25519", 256), mine.getPublic());
        var problem = problem(() -> connect(Optional.of(server.fingerprint())));
        assertEquals(Problem.Kind.UNTRUSTED, problem.kind());
        assertTrue(problem.what().contains("another host key than before"), problem.text());
        assertTrue(problem.why().contains(before) && problem.why().contains(server.fingerprint()), problem.text());
    }

    @Test
    void aDamagedFileOfHostKeysIsNoReasonToTrust() throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/known_hosts"), "[127.0.0.1]:" + server.port() + " ssh-ed25519 AAAAnonsense\n");
        var problem = problem(() -> connect(Optional.of(server.fingerprint())));
        assertTrue(problem.what().contains("known host keys"), problem.text());
    }

    @Test
    void keysThatAreNotWelcomeAreSaidSo() throws Exception {
        var stranger = TestServer.write(TestServer.key("ecdsa-sha2-nistp256", 256), folder.resolve("stranger"));
        var problem = problem(
                () -> connector.connect(server.node(stranger), Optional.of(server.fingerprint()), new Cancellation()));
        assertTrue(problem.what().contains("takes none of your keys for diver"), problem.text());
        assertTrue(problem.remedy().contains("ssh-copy-id"), problem.text());
    }

    @Test
    void theAgentSignsWhereThereIsNoFile() throws Exception {
        var socket = folder.resolve("agent");
        try (var agent = Agent.start(socket)) {
            agent.add(identity);
            var withAgent = new SshConnector(folder.resolve("config"), Map.of("SSH_AUTH_SOCK", socket.toString()));
            try (var connection =
                    withAgent.connect(server.node(null), Optional.of(server.fingerprint()), new Cancellation())) {
                assertTrue(connection.run("true", SHORT, new Cancellation()).ok());
            }
        }
    }

    @Test
    void aNodeThatDoesNotAnswerIsSaidSo() throws Exception {
        var free = FreePort.tcp();
        var ssh = new Node.Ssh("127.0.0.1", free, "diver", Optional.of(identity));
        var problem = problem(() -> connector.connect(
                new Node("bare", Optional.of(ssh), Optional.empty()), Optional.empty(), new Cancellation()));
        assertTrue(problem.what().contains("bare does not answer at 127.0.0.1, port " + free), problem.text());
        var noSsh = problem(() -> connector.connect(
                new Node("bmc-only", Optional.empty(), Optional.empty()), Optional.empty(), new Cancellation()));
        assertEquals(Problem.Kind.UNSUPPORTED, noSsh.kind());
    }

    /** It takes the connection, and never says a word. */
    @Test
    void waitingForASilentHostCanBeCancelled() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ssh = new Node.Ssh("127.0.0.1", silent.getLocalPort(), "diver", Optional.of(identity));
            var cancellation = new Cancellation();
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(cancellation::cancel);
            var problem = problem(() -> connector.connect(
                    new Node("bare", Optional.of(ssh), Optional.empty()), Optional.empty(), cancellation));
            assertEquals(Problem.Kind.CANCELLED, problem.kind());
        }
    }

    @Test
    void commandsHaveLimits() {
        try (var connection = connect(Optional.of(server.fingerprint()))) {
            var none = new Cancellation();
            var status = connection.run("echo said; echo wrong >&2; exit 7", SHORT, none);
            assertEquals(7, status.exitCode());
            assertEquals("said\n", status.text());
            assertEquals("wrong\n", status.errors());
            var much =
                    connection.run("head -c 3000000 /dev/zero", new RemoteLimits(Duration.ofSeconds(60), 1000), none);
            assertTrue(much.ok());
            assertEquals(1000, much.output().length);
            var slow = problem(() -> connection.run("sleep 30", RemoteLimits.of(Duration.ofMillis(300)), none));
            assertTrue(slow.what().contains("did not finish in time"), slow.text());
            var cancellation = new Cancellation();
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(cancellation::cancel);
            assertEquals(
                    Problem.Kind.CANCELLED,
                    problem(() -> connection.run("sleep 30", SHORT, cancellation))
                            .kind());
            assertTrue(connection.run("true", SHORT, none).ok(), "the connection lives on");
        }
    }

    @Test
    void filesGoThereAsTheyAre() throws Exception {
        var bytes = new byte[1_000_000];
        new java.util.Random(1).nextBytes(bytes);
        var target = folder.resolve("a file's name");
        try (var connection = connect(Optional.of(server.fingerprint()))) {
            var said = connection.run(
                    "cat > " + SshConnection.quoted(List.of(target.toString())),
                    new ByteArrayInputStream(bytes),
                    SHORT,
                    new Cancellation());
            assertTrue(said.ok(), said.errors());
        }
        assertArrayEquals(bytes, Files.readAllBytes(target));
    }

    @Test
    void aProcessIsTalkedWith() throws Exception {
        try (var connection = connect(Optional.of(server.fingerprint()))) {
            var said = new ByteArrayOutputStream();
            var process = connection.start("read line; echo got $line; exit 3", false, said);
            process.write("this\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(3, process.ended().get(60, TimeUnit.SECONDS).orElseThrow());
            assertEquals("got this\n", said.toString(StandardCharsets.UTF_8));
            var endless = connection.start("cat", false, said);
            connection.close();
            assertTrue(endless.ended().get(60, TimeUnit.SECONDS).isEmpty());
            assertFalse(connection.isOpen());
        }
    }

    @Test
    void aLostConnectionIsSaidSo() throws Exception {
        var running = folder.resolve("running");
        try (var connection = connect(Optional.of(server.fingerprint()))) {
            CompletableFuture.runAsync(() -> {
                try {
                    while (!Files.exists(running)) {
                        Thread.sleep(5);
                    }
                    server.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            var problem = problem(() -> connection.run(
                    "touch " + SshConnection.quoted(List.of(running.toString())) + "; sleep 10",
                    SHORT,
                    new Cancellation()));
            assertTrue(problem.what().contains("The connection to bare is lost"), problem.text());
        }
    }

    @Test
    void wordsReachTheShellAsTheyAre() {
        assertEquals("a 'b c' 'it'\\''s' '$x' ''", SshConnection.quoted(List.of("a", "b c", "it's", "$x", "")));
        assertTrue(KeyUtils.getFingerPrint(mine.getPublic()).startsWith("SHA256:"));
    }
}
