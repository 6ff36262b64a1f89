package dev.diver.node.bmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenIPMI's simulator, through ipmitool. */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IpmiPowerTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final PowerWait.Pace QUICK =
            new PowerWait.Pace(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(500));

    private Path directory;

    private SerialLine serial;
    private SimulatedNode simulated;
    private DiverHome home;
    private final KnownSecrets secrets = new KnownSecrets();
    private BmcControl control;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        serial = new SerialLine();
        simulated = new SimulatedNode(directory.resolve("node"), serial.port());
        home = DiverHome.in(directory.resolve("home"), directory);
        control = new BmcControl(home, new HostProgram(System.getenv("PATH")), secrets, QUICK);
    }

    @BeforeEach
    void rightPassword() throws IOException {
        secrets.keep("node/lab/bmc", SimulatedNode.PASSWORD.toCharArray());
        simulated.lie(0);
    }

    @AfterAll
    void stop() throws Exception {
        simulated.close();
        serial.close();
    }

    @AfterEach
    void noPasswordIsLeft() throws IOException {
        var runtime = home.runtime().resolve("secret");
        if (Files.exists(runtime)) {
            try (var files = Files.list(runtime)) {
                assertEquals(0, files.count());
            }
        }
    }

    private void power(PowerAction action) {
        control.power(simulated.node(), action, LIMIT, Progress.NONE, new Cancellation());
    }

    private PowerState power() {
        return control.power(simulated.node(), new Cancellation());
    }

    @Test
    void switchesOnOffAndCycles() throws IOException {
        power(PowerAction.ON);
        assertEquals(PowerState.ON, power());
        power(PowerAction.CYCLE);
        assertEquals(PowerState.ON, power());
        power(PowerAction.OFF);
        assertEquals(PowerState.OFF, power());
        power(PowerAction.ON);
        power(PowerAction.SOFT);
        assertEquals(PowerState.OFF, power());
        assertTrue(
                simulated.calls().contains("set shutdown 1"), simulated.calls().toString());
    }

    @Test
    void waitsForABmcThatLies() throws IOException {
        power(PowerAction.OFF);
        simulated.lie(3);
        var told = new ArrayList<String>();
        control.power(
                simulated.node(),
                PowerAction.ON,
                LIMIT,
                (message, done, total) -> told.add(message),
                new Cancellation());
        assertTrue(told.contains("lab is off, waiting for on"), told.toString());
        assertEquals(PowerState.ON, power());
    }

    @Test
    void tellsThatItIsNotDone() throws IOException {
        power(PowerAction.OFF);
        simulated.lie(10_000);
        var failure = assertThrows(
                DiverException.class,
                () -> control.power(
                        simulated.node(), PowerAction.ON, Duration.ofMillis(600), Progress.NONE, new Cancellation()));
        assertEquals(Problem.Kind.FAILED, failure.problem().kind());
        assertTrue(failure.problem().what().contains("lab is off after"), failure.getMessage());
        Files.writeString(directory.resolve("node/lies"), "0\n");
    }

    @Test
    void setsTheBootDevice() throws IOException {
        control.bootFrom(simulated.node(), BootDevice.PXE, true, new Cancellation());
        assertTrue(simulated.calls().stream().anyMatch(call -> call.startsWith("set boot pxe")));
    }

    @Test
    void tellsAWrongPasswordFromAWrongUser() {
        secrets.keep("node/lab/bmc", "wrong".toCharArray());
        assertProblem(simulated.node(), Problem.Kind.INVALID, "refuses the password of admin");
        rightAgain();
        assertProblem(simulated.node("nobody", 3), Problem.Kind.INVALID, "knows no user nobody");
    }

    private void rightAgain() {
        secrets.keep("node/lab/bmc", SimulatedNode.PASSWORD.toCharArray());
    }

    @Test
    void tellsAWrongPasswordFromNoAnswer() throws IOException {
        assertProblem(SimulatedNode.silent(), Problem.Kind.FAILED, "does not answer");
    }

    @Test
    void tellsThatTheCipherSuiteIsNotTaken() {
        assertProblem(simulated.node("admin", 17), Problem.Kind.INVALID, "does not take cipher suite 17");
    }

    @Test
    void tellsThatThePasswordIsMissing() {
        secrets.forget("node/lab/bmc");
        assertProblem(simulated.node(), Problem.Kind.NOT_FOUND, "not in the secret store");
    }

    @Test
    void refusesAPasswordThatNoBmcCanHave() {
        secrets.keep("node/lab/bmc", "x".repeat(21).toCharArray());
        assertProblem(simulated.node(), Problem.Kind.INVALID, "no password of IPMI");
        secrets.keep("node/lab/bmc", "a\nb".toCharArray());
        assertProblem(simulated.node(), Problem.Kind.INVALID, "no password of IPMI");
    }

    private void assertProblem(Node node, Problem.Kind kind, String words) {
        var failure = assertThrows(DiverException.class, () -> control.power(node, new Cancellation()));
        assertTrue(failure.problem().what().contains(words), failure.getMessage());
        assertEquals(kind, failure.problem().kind());
        assertFalse(failure.getMessage().contains(SimulatedNode.PASSWORD));
    }

    @Test
    void aCancelledActionEndsItsProgram() throws Exception {
        var cancellation = new Cancellation();
        Thread.ofVirtual().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                return;
            }
            cancellation.cancel();
        });
        var silent = SimulatedNode.silent();
        var failure = assertThrows(DiverException.class, () -> control.power(silent, cancellation));
        assertEquals(Problem.Kind.CANCELLED, failure.problem().kind());
        assertTrue(ProcessHandle.current()
                .descendants()
                .noneMatch(child -> child.info().command().orElse("").endsWith("ipmitool")));
    }

    @Test
    void theProgramGetsNoPasswordWhereOthersSeeIt() throws IOException {
        var seen = directory.resolve("seen");
        var spy = Files.createDirectories(directory.resolve("bin")).resolve("ipmitool");
        Files.writeString(spy, """
                #!/bin/sh
                { echo "$@"; env; } >'%s'
                while [ "$1" != -f ]; do shift; done
                stat -c %%a "$2" >>'%s'
                echo "Chassis Power is on"
                """.formatted(seen, seen));
        assertTrue(spy.toFile().setExecutable(true));
        var spied =
                new BmcControl(home, new HostProgram(spy.getParent() + ":" + System.getenv("PATH")), secrets, QUICK);
        assertEquals(PowerState.ON, spied.power(simulated.node(), new Cancellation()));
        var lines = Files.readAllLines(seen);
        assertEquals("600", lines.getLast());
        assertTrue(lines.stream().noneMatch(line -> line.contains(SimulatedNode.PASSWORD)), lines.toString());
    }

    @Test
    void aCheckTellsWhatWorks() {
        var findings = control.check(simulated.node(), Progress.NONE, new Cancellation());
        assertEquals(3, findings.size(), findings.toString());
        assertTrue(findings.stream().allMatch(finding -> finding.verdict() == Verdict.WORKS), findings.toString());
    }

    @Test
    void aCheckProposesTheSuiteThatWorks() {
        var findings = control.check(simulated.node("admin", 17), Progress.NONE, new Cancellation());
        assertEquals(Verdict.FAILS, findings.getFirst().verdict());
        assertTrue(findings.getLast().remedy().contains("cipher-suite = 3"), findings.toString());
    }
}
