package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Leftovers;
import dev.diver.app.screen.Person;
import dev.diver.app.screen.TextConsole;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.partition.Drawing;
import dev.diver.cokernel.FilledHome;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.node.Node;
import dev.diver.core.node.PowerState;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.deployer.hardware.TestNode;
import dev.diver.node.FreePort;
import dev.diver.node.bmc.SimulatedNode;
import dev.diver.node.ssh.SshConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * A machine from switched off to switched off: its power, its boot on the serial console, a partition that is drawn, what
 * that would do, a dive in it, its system calls, and everything back. The machine is QEMU's and the BMC is OpenIPMI's
 * simulator; nothing of the product knows.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(900)
class BareMetalJourneyTest {
    private static final String LINUX = "linux:6.1-generic";
    private static final String NAME = "bare";

    /** In memory of the second NUMA node that Linux can empty. */
    private static final long REGION = 0x4800_0000L;

    private static final String CHASSIS = """
            alive() { [ -s pid ] && kill -0 "$(cat pid)" 2>/dev/null; }
            gone() { while alive; do sleep 0.05; done; rm -f pid; }
            case "$2 $3 $4" in
            "get power "*) if alive; then echo power:1; else echo power:0; fi ;;
            "set power 1") alive || @QEMU@ -daemonize -pidfile pid >>qemu.log 2>&1 ;;
            "set power 0" | "set shutdown 1") alive && kill "$(cat pid)" && gone ;;
            "get boot "*) echo boot:default ;;
            esac
            exit 0
            """;

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private Path root;
    private Engine engine;
    private Stage stage;
    private Person person;

    @BeforeAll
    static void fill() throws IOException {
        FilledHome.NODE_LINUX.prepare(Path.of(System.getProperty("diver.assets")));
    }

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var home = DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
        FilledHome.NODE_LINUX.copyTo(home);
        engine = EngineFactory.create(home, System.getenv("PATH"));
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) throws IOException {
        robot.interact(() -> stage.hide());
        engine.dives().active().forEach(dive -> dive.kill());
        qemu().ifPresent(ProcessHandle::destroyForcibly);
        Leftovers.delete(root);
    }

    private Optional<ProcessHandle> qemu() throws IOException {
        var pid = root.resolve("bmc/pid");
        return Files.exists(pid)
                ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    @Test
    void fromOffToOff(FxRobot robot) throws Exception {
        person = new Person(robot, 60);
        engine.catalog().open(Progress.NONE, new Cancellation());
        var linux = engine.catalog().pull(KernelReference.parse(LINUX), Progress.NONE, new Cancellation());
        var serial = FreePort.tcp();
        try (var off = TestNode.off(linux.file("boot/vmlinuz"), linux.file("boot/modules"), "chardev:serial")) {
            var command = new java.util.ArrayList<>(off.command());
            command.add("-chardev");
            command.add("socket,id=serial,host=127.0.0.1,port=" + serial + ",server=on,wait=off");
            var script = CHASSIS.replace("@QEMU@", SshConnection.quoted(command));
            try (var simulated = new SimulatedNode(root.resolve("bmc"), serial, script)) {
                var node =
                        new Node(NAME, Optional.of(off.ssh()), simulated.node().bmc());
                engine.nodes().nodes().add(node);
                engine.nodes().secrets().keep(node.secret(), SimulatedNode.PASSWORD.toCharArray());
                boots();
                isTrusted(off.fingerprint());
                var net = project();
                draws(robot, net);
                isRehearsed();
                dives();
                showsCalls();
                isWhole(node);
                goesOff(node);
            }
        }
    }

    private void boots() throws Exception {
        person.until(() -> person.sees("#catalog-results"));
        person.press("#go-nodes");
        person.until(() -> person.text("#node-power").equals("off"));
        person.press("#node-power-on");
        person.until(() -> person.text("#node-power").equals("on"));
        person.press("#node-open-console");
        person.until(() -> said("node: up"));
        person.photograph(stage, pictures.resolve("node-boots.png"));
        person.press("#go-nodes");
    }

    /** Whether any console that is in front says so. */
    private boolean said(String text) {
        return stage.getScene().getRoot().lookupAll("#console-text").stream()
                .map(TextArea.class::cast)
                .anyMatch(area -> area.getText().contains(text));
    }

    private void isTrusted(String fingerprint) throws TimeoutException {
        person.press("#node-check");
        person.press("#node-trust-key");
        person.until(() -> person.sees("#node-fingerprint"));
        assertEquals(
                fingerprint, ((javafx.scene.control.TextField) stage.getScene().lookup("#node-fingerprint")).getText());
        person.press("#node-trust");
        person.until(() -> person.sees("#node-check-again") && !person.sees("#node-trust-key"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#node-check-again"));
    }

    /** The host's bzip2, for the node. */
    private Path project() throws IOException {
        var directory = root.resolve("bzip2");
        engine.nets()
                .create(
                        directory,
                        KernelReference.parse("snorkel:0.1.0-cokernel"),
                        Optional.empty(),
                        Progress.NONE,
                        new Cancellation());
        Files.writeString(directory.resolve("net.toml"), """
                [net]
                name = "bzip2"
                version = "0.1.0"

                [kernel]
                ref = "snorkel:0.1.0-cokernel"

                [app]
                program = "/usr/bin/bzip2"
                args = ["-kv", "/data"]
                files = { "/data" = "Makefile" }

                [dive]
                mode = "partitioned-hardware"

                [dive.partitioned-hardware]
                node = "bare"
                linux = "linux:6.1-generic"
                """);
        engine.nets().trust(directory);
        return directory;
    }

    private void draws(FxRobot robot, Path net) throws Exception {
        var file = net.resolve("partition.json");
        engine.nets().open(net);
        person.opensRecentNet();
        person.presses(KeyCode.CONTROL, KeyCode.F5);
        person.press("#options-draw");
        person.until(() -> person.sees("#partition-new-type"));
        robot.interact(() -> {
            var source = robot.lookup("#partition-new-type").<ComboBox<Object>>query();
            source.getItems().stream()
                    .filter(kind -> kind.toString().equals("A node"))
                    .forEach(source::setValue);
        });
        person.press("#partition-new-create");
        // Room for both lanes of memory.
        robot.interact(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(1600);
            stage.setHeight(900);
        });
        person.until(() -> person.sees("#partition-cores")
                && robot.lookup("#partition-cores").query().isFocused());
        person.until(() -> Files.readString(net.resolve("net.toml")).contains("plan = \"partition.json\""));
        // The console gives its room to the drawing until the dive wants it.
        person.presses(KeyCode.CONTROL, KeyCode.J);
        person.until(
                () -> robot.lookup("#partition-memory").queryAs(Region.class).getHeight() > 200);
        person.standsStill(() -> robot.lookup("#partition-memory").query());
        var drawing = new Drawing(robot);
        var before = PartitionFiles.read(file);
        assertEquals(ProcessorSet.of(3), before.parts().getFirst().processors());

        // Processor 2 as well, by the pointer; then 3 back to Linux.
        robot.drag(drawing.processor(2)).moveTo(drawing.processor(3)).drop();
        person.until(() -> part(robot).contains("2 processors: 2-3"));
        robot.interact(() -> robot.lookup("#partition-cores").query().requestFocus());
        person.presses(KeyCode.ENTER);
        person.type("#partition-type-processors", "2");
        person.press("#partition-type-apply");
        person.until(() -> part(robot).contains("1 processor: 2"));

        // Its memory, chosen by the keyboard wherever it lies, and to the byte.
        robot.interact(() -> robot.lookup("#partition-memory").query().requestFocus());
        person.presses(KeyCode.TAB);
        person.until(() ->
                robot.lookup("#partition-memory").query().getAccessibleText().startsWith("Region of cokernel"));
        person.presses(KeyCode.ENTER);
        person.type("#partition-type-start", "0x" + Long.toHexString(REGION));
        person.type("#partition-type-size", "64MiB");
        person.press("#partition-type-apply");
        person.until(() -> part(robot).contains("64 MiB at 0x" + Long.toHexString(REGION))
                && person.text("#partition-verdict").startsWith("no conflicts"));
        person.presses(KeyCode.CONTROL, KeyCode.S);
        person.until(() -> {
            var part = PartitionFiles.read(file).parts().getFirst();
            return part.memory().getFirst().start() == REGION
                    && part.processors().equals(ProcessorSet.of(2));
        });
    }

    private static String part(FxRobot robot) {
        return robot.lookup("#partition-part-0")
                .tryQuery()
                .map(javafx.scene.Node::getAccessibleText)
                .orElse("");
    }

    private void isRehearsed() throws Exception {
        person.presses(KeyCode.CONTROL, KeyCode.ALT, KeyCode.R);
        person.press("#dry-run-ask");
        person.until(() -> !person.text("#dry-run-verdict").isEmpty());
        person.photograph(stage, pictures.resolve("dry-run.png"));
        assertEquals("All of it could be done.", person.text("#dry-run-verdict"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#dry-run-ask"));
    }

    private void dives() throws Exception {
        person.presses(KeyCode.F5);
        person.until(() -> said("% saved, "));
        person.photograph(stage, pictures.resolve("node-dive.png"));
        person.until(() -> engine.dives().active().isEmpty());
        var run = engine.runs().list(1).getFirst();
        assertEquals(0, run.exitCode().orElse(-1), run.reason() + Files.readString(run.console()));
    }

    private void showsCalls() throws Exception {
        person.opensSystemCalls(1, 5);
        person.until(() -> person.text("#syscalls-summary").contains("forwarded to Linux"));
    }

    /** Linux has all its processors, and memory that it could give away again. */
    private void isWhole(Node node) {
        var partitioning = engine.nodes().partitioning();
        var seen = partitioning.topology(node, Progress.NONE, new Cancellation());
        assertEquals(ProcessorSet.NONE, seen.offline());
        var plan = PartitionFiles.read(root.resolve("bzip2/partition.json"));
        var again = partitioning.dryRun(node, plan, Progress.NONE, new Cancellation());
        assertTrue(again.ok(), () -> again.findings().toString());
    }

    private void goesOff(Node node) throws Exception {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT5);
        person.press("#node-power-off");
        person.type("#node-confirm-name", NAME);
        person.press("#node-confirm");
        person.until(() -> person.text("#node-power").equals("off"));
        assertEquals(PowerState.OFF, engine.nodes().control().power(node, new Cancellation()));
        assertTrue(qemu().isEmpty());
    }
}
