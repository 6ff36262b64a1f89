package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.node.PowerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class NodeCommandTest {
    @TempDir
    Path temp;

    private Engine engine;
    private String out = "";
    private String err = "";

    @BeforeEach
    void realEngine() {
        engine =
                EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), System.getenv("PATH"));
    }

    private int node(String... args) {
        var run = CommandRun.of(engine, "node", args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    private String passwordFile(String text) throws IOException {
        return Files.writeString(temp.resolve("password"), text).toString();
    }

    @Test
    void keepsANodeAndItsPassword() throws IOException {
        assertEquals(
                0,
                node(
                        "add",
                        "lab",
                        "--ssh",
                        "root@[::1]:2222",
                        "--ipmi",
                        "bmc.example:6230",
                        "--bmc-user",
                        "admin",
                        "--cipher-suite",
                        "3",
                        "--password-file",
                        passwordFile("s3cret\n")),
                err);
        assertEquals(
                Optional.of(new Node.Ipmi("bmc.example", 6230, "admin", 3)),
                engine.nodes().nodes().find("lab").bmc());
        assertEquals(
                "::1", engine.nodes().nodes().find("lab").ssh().orElseThrow().host());
        assertArrayEquals(
                "s3cret".toCharArray(),
                engine.nodes().secrets().find("node/lab/bmc").orElseThrow());
        assertEquals(0, node("list"));
        assertEquals("lab  ssh root@::1  ipmi admin@bmc.example\n", out);
        assertEquals(0, node("list", "--json"));
        var listed = new ObjectMapper().readTree(out);
        assertEquals("bmc.example:6230", listed.at("/0/bmc/address").asText());

        assertEquals(0, node("password", "lab", "--password-file", passwordFile("other")), err);
        assertArrayEquals(
                "other".toCharArray(),
                engine.nodes().secrets().find("node/lab/bmc").orElseThrow());
        assertEquals(1, node("add", "lab", "--ssh", "root@h"));
        assertEquals(0, node("add", "lab", "--ssh", "root@h", "--replace"), err);
        assertEquals(0, node("remove", "lab"), err);
        assertTrue(engine.nodes().secrets().find("node/lab/bmc").isEmpty());
        assertEquals(1, node("remove", "lab"));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertEquals(1, node("add", "lab"));
        assertTrue(err.contains("reached by SSH or by its BMC"), err);
        assertEquals(1, node("add", "lab", "--ipmi", "h", "--bmc-user", "u", "--cipher-suite", "0"));
        assertTrue(err.contains("suite 0 lets anybody in"), err);
        assertEquals(1, node("add", "lab", "--redfish", "http://bmc.example", "--bmc-user", "u"));
        assertTrue(err.contains("only https"), err);
        assertEquals(1, node("add", "lab", "--ipmi", "h"));
        assertEquals(1, node("power", "lab"));
        assertTrue(err.contains("There is no node lab"), err);
        var files = Files.createDirectories(temp.resolve("home/config/nodes"));
        Files.writeString(files.resolve("odd.toml"), "[ssh]\nhots = \"h\"\n");
        assertEquals(0, node("list"));
        assertTrue(err.contains("odd: its file is wrong"), err);
        assertEquals(1, node("check", "odd"));
        assertTrue(err.contains("2:1: ssh.hots: unknown key \"hots\". Did you mean \"host\"?"), err);
    }

    @Test
    void aDestructiveActionWantsTheName() {
        engine = FakeEngine.in(temp);
        var lab = new Node("lab", Optional.empty(), Optional.of(new Node.Ipmi("h", 623, "u", 17)));
        engine.nodes().nodes().add(lab);
        assertEquals(0, node("power", "lab", "on", "--json"), err);
        assertTrue(out.contains("\"power\" : \"on\""), out);
        assertEquals(1, node("power", "lab", "off"));
        assertTrue(err.contains("--yes lab"), err);
        assertEquals(1, node("power", "lab", "cycle", "--yes", "lap"));
        assertTrue(err.contains("nothing was done"), err);
        assertEquals(PowerState.ON, engine.nodes().control().power(lab, new Cancellation()));
        assertEquals(0, node("power", "lab", "off", "--yes", "lab"), err);
        assertEquals("off\n", out);
        assertEquals(1, node("power", "lab", "of"));
        assertTrue(err.contains("Did you mean \"off\"?"), err);
        assertEquals(1, node("power", "lab", "on", "--boot", "pixie"));
    }

    private static SshServer sshServer(int port) throws Exception {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ssh-ed25519", 256)));
        server.setPublickeyAuthenticator((user, key, session) -> false);
        server.start();
        return server;
    }

    private static String fingerprint(SshServer server) throws Exception {
        return KeyUtils.getFingerPrint(
                server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    }

    @Test
    void aHostKeyIsAcceptedByItsFingerprintAndForgottenOnPurpose() throws Exception {
        var server = sshServer(0);
        try {
            var port = server.getPort();
            var first = fingerprint(server);
            assertEquals(0, node("add", "lab", "--ssh", "root@127.0.0.1:" + port), err);
            assertEquals(1, node("check", "lab"));
            assertTrue(out.contains("diver node check lab --accept-host-key " + first), out);
            assertEquals(1, node("check", "lab", "--accept-host-key", "SHA256:of-another"));
            assertTrue(err.contains("another host key than the one that you accept"), err);
            // It refuses every person's key, so who it is is all that works.
            assertEquals(1, node("check", "lab", "--accept-host-key", first));
            assertTrue(out.contains("lab takes none of your keys"), out);

            server.stop(true);
            server = sshServer(port);
            var second = fingerprint(server);
            assertEquals(1, node("check", "lab", "--accept-host-key", second));
            assertTrue(err.contains("another host key than before") && err.contains("forget-host-key lab"), err);
            assertEquals(0, node("forget-host-key", "lab"));
            assertTrue(err.contains(first), err);
            assertEquals(0, node("forget-host-key", "lab"));
            assertTrue(err.contains("No host key of lab was known"), err);
            assertEquals(
                    0,
                    node("add", "lab", "--ssh", "root@127.0.0.1:" + port, "--replace", "--accept-host-key", second),
                    err);
            assertEquals(
                    List.of(second),
                    engine.nodes().hostKeys().known(engine.nodes().nodes().find("lab")));
        } finally {
            server.stop(true);
        }
    }
}
