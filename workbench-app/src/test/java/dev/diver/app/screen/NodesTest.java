package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeServices;
import dev.diver.deployer.hardware.NodeInspection;
import dev.diver.node.ssh.SshConnector;
import dev.diver.node.ssh.SshHostKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The view of the machines on the network, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class NodesTest {
    /** Where pictures go, for who wants to look at them. */
    private static final String PICTURES = System.getProperty("diver.nodes.pictures", "");

    private Path root;
    private Stage stage;
    private Engine engine;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = withRealHostKeys(FakeEngine.in(root), root);
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @BeforeEach
    void comes(FxRobot robot) {
        person = new Person(robot, 60);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    private void picture(String name) throws IOException {
        if (!PICTURES.isEmpty()) {
            person.photograph(stage, Path.of(PICTURES, name + ".png"));
        }
    }

    @Test
    void addsANodeSwitchesItAndAsksBeforeItEndsSomething(FxRobot robot) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results"));
        person.press("#go-nodes");
        person.until(() -> person.sees("#node-add"));
        picture("empty");
        person.press("#node-add");
        person.type("#node-name", "lab7");
        person.type("#node-bmc-address", "bmc7.example");
        person.type("#node-bmc-user", "admin");
        picture("dialog");
        person.press("#node-keep");
        person.until(
                () -> person.sees("#node-title") && person.text("#node-power").equals("off"));
        assertEquals(
                Optional.of(new Node.Ipmi("bmc7.example", 623, "admin", 17)),
                engine.nodes().nodes().find("lab7").bmc());

        person.press("#node-power-on");
        person.until(() -> person.text("#node-power").equals("on"));
        picture("on");
        person.press("#node-power-off");
        person.until(() -> person.sees("#node-confirm-name"));
        assertTrue(robot.lookup("#node-confirm").queryAs(Button.class).isDisabled());
        picture("confirm");
        person.type("#node-confirm-name", "lab7");
        person.press("#node-confirm");
        person.until(() -> person.text("#node-power").equals("off"));

        person.press("#node-open-console");
        person.until(() -> person.sees("#node-console"));
        picture("console");
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        picture("dark");

        person.press("#node-remove");
        person.type("#node-confirm-name", "lab7");
        person.press("#node-confirm");
        person.until(() -> engine.nodes().nodes().list().isEmpty());
    }

    /** The host keys are the real ones, of a server on loopback. */
    @Test
    void aHostKeyIsTrustedAfterItWasComparedAndAChangedOneIsForgottenByName(FxRobot robot) throws Exception {
        person.until(() -> person.sees("#catalog-results"));
        var server = sshServer(0);
        try {
            var port = server.getPort();
            engine.nodes()
                    .nodes()
                    .add(new Node(
                            "a-node-with-a-name-of-many-words-in-rack-17",
                            Optional.of(new Node.Ssh("127.0.0.1", port, "root", Optional.empty())),
                            Optional.empty()));
            person.press("#go-nodes");
            person.press("#node-check");
            person.until(() -> person.sees("#node-trust-key"));
            picture("check-unknown");
            trust(robot, server);
            server.stop(true);

            server = sshServer(port);
            person.press("#node-check-again");
            person.until(() -> person.sees("#node-forget-key"));
            assertFalse(person.sees("#node-trust-key"), "a changed key is not one press away");
            picture("check-changed");
            person.press("#node-forget-key");
            person.type("#node-confirm-name", "a-node-with-a-name-of-many-words-in-rack-17");
            person.press("#node-confirm");
            trust(robot, server);
        } finally {
            server.stop(true);
        }
    }

    private void trust(FxRobot robot, SshServer server) throws Exception {
        person.press("#node-trust-key");
        person.until(() -> person.sees("#node-fingerprint"));
        picture("trust");
        var shown = KeyUtils.getFingerPrint(
                server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        person.until(() -> robot.lookup("#node-fingerprint")
                .queryTextInputControl()
                .getText()
                .equals(shown));
        person.press("#node-trust");
        // It takes no person's key: the rest still fails, and the host key no longer.
        person.until(() -> person.sees("#node-check-again") && !person.sees("#node-trust-key"));
        assertEquals(
                List.of(shown),
                engine.nodes().hostKeys().known(engine.nodes().nodes().list().getFirst()));
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

    /** All is played but who a node is. */
    private static Engine withRealHostKeys(Engine fake, Path root) {
        var connector = new SshConnector(root.resolve("home/config"), Map.of());
        var nodes = fake.nodes();
        return new Engine(
                fake.home(),
                fake.catalog(),
                fake.importer(),
                fake.nets(),
                fake.builds(),
                fake.dives(),
                fake.runs(),
                fake.doctor(),
                new NodeServices(
                        nodes.nodes(),
                        nodes.secrets(),
                        nodes.control(),
                        List.of(new NodeInspection(connector)),
                        nodes.partitioning(),
                        new SshHostKeys(connector),
                        nodes.shells()),
                fake.languages(),
                fake.registries(),
                fake.keys(),
                fake.publications());
    }
}
