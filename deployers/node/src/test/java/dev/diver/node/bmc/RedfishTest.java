package dev.diver.node.bmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedfishTest {
    private static final PowerWait.Pace QUICK =
            new PowerWait.Pace(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(200));

    @TempDir
    private Path directory;

    private final HostProgram programs = new HostProgram(System.getenv("PATH"));
    private final KnownSecrets secrets = new KnownSecrets();
    private BmcControl control;
    private RedfishService service;

    @BeforeEach
    void start() throws Exception {
        service = RedfishService.onHttp();
        secrets.keep("node/lab/bmc", RedfishService.PASSWORD.toCharArray());
        control = new BmcControl(DiverHome.in(directory, directory), programs, secrets, QUICK);
    }

    @AfterEach
    void stop() {
        // Each session was given back.
        assertEquals(0, service.openSessions());
        service.close();
    }

    private Node node() {
        return service.node(Optional.empty(), Optional.empty());
    }

    private void power(PowerAction action) {
        control.power(node(), action, Duration.ofSeconds(60), Progress.NONE, new Cancellation());
    }

    private PowerState power() {
        return control.power(node(), new Cancellation());
    }

    @Test
    void switchesOnOffAndCycles() {
        power(PowerAction.ON);
        assertEquals(PowerState.ON, power());
        power(PowerAction.CYCLE);
        power(PowerAction.SOFT);
        assertEquals(PowerState.OFF, power());
        power(PowerAction.ON);
        power(PowerAction.OFF);
        assertEquals(PowerState.OFF, power());
    }

    @Test
    void waitsForAStateThatLags() {
        service.lag(5);
        power(PowerAction.ON);
        assertEquals(PowerState.ON, power());
    }

    @Test
    void waitsForATask() {
        service.task(3);
        power(PowerAction.ON);
        assertEquals(
                3,
                service.calls().stream()
                        .filter(call -> call.endsWith("/Tasks/9"))
                        .count());
    }

    @Test
    void setsTheBootDevice() {
        control.bootFrom(node(), BootDevice.PXE, true, new Cancellation());
        assertEquals("Pxe", service.boot());
        var failure = assertThrows(
                DiverException.class, () -> control.bootFrom(node(), BootDevice.CDROM, true, new Cancellation()));
        assertEquals(Problem.Kind.UNSUPPORTED, failure.problem().kind());
    }

    @Test
    void asksWhichOfSeveralSystems() {
        service.systems(3);
        var failure = assertThrows(DiverException.class, this::power);
        assertTrue(failure.problem().why().contains("437XR-a, other1, other2"), failure.getMessage());
        var named = service.node(Optional.empty(), Optional.of("437XR-a"));
        assertEquals(PowerState.OFF, control.power(named, new Cancellation()));
    }

    @Test
    void tellsAWrongPasswordFromNoAnswer() throws Exception {
        secrets.keep("node/lab/bmc", "wrong".toCharArray());
        assertEquals(
                Problem.Kind.INVALID,
                assertThrows(DiverException.class, this::power).problem().kind());
        var silent = new Node(
                "lab",
                Optional.empty(),
                Optional.of(new Node.Redfish(
                        URI.create("http://127.0.0.1:9"), "admin", Optional.empty(), Optional.empty())));
        var failure = assertThrows(DiverException.class, () -> control.power(silent, new Cancellation()));
        assertTrue(failure.problem().what().contains("does not answer"), failure.getMessage());
    }

    @Test
    void takesOnlyTheCertificateThatIsPinned() throws Exception {
        try (var tls = RedfishService.onHttps(directory)) {
            var right = tls.node(Optional.of(tls.certificate()), Optional.empty());
            assertEquals(PowerState.OFF, control.power(right, new Cancellation()));
            assertEquals(0, tls.openSessions());

            var other = tls.node(Optional.of("00".repeat(32)), Optional.empty());
            var failure = assertThrows(DiverException.class, () -> control.power(other, new Cancellation()));
            assertEquals(Problem.Kind.UNTRUSTED, failure.problem().kind());
            assertTrue(failure.problem().why().contains(tls.certificate()), failure.getMessage());

            var nobody = tls.node(Optional.empty(), Optional.empty());
            failure = assertThrows(DiverException.class, () -> control.power(nobody, new Cancellation()));
            assertEquals(Problem.Kind.UNTRUSTED, failure.problem().kind());
            assertEquals(
                    List.of("GET /redfish/v1"),
                    tls.calls().stream().distinct().limit(1).toList());
        }
    }

    @Test
    void refusesWhatIsHostile() {
        service.root("{\"Systems\": {\"@odata.id\": \"//evil.example/x\"}, \"Links\": {\"Sessions\":"
                + " {\"@odata.id\": \"//evil.example/sessions\"}}}");
        assertEquals(
                Problem.Kind.DAMAGED,
                assertThrows(DiverException.class, this::power).problem().kind());
        service.root("[".repeat(100_000));
        assertEquals(
                Problem.Kind.FAILED,
                assertThrows(DiverException.class, this::power).problem().kind());
        service.root("\"" + "x".repeat(2 << 20) + "\"");
        assertEquals(
                Problem.Kind.FAILED,
                assertThrows(DiverException.class, this::power).problem().kind());
    }

    @Test
    void aCheckTellsWhatWorks() {
        var findings = control.check(node(), Progress.NONE, new Cancellation());
        assertEquals(Verdict.WORKS, findings.getFirst().verdict(), findings.toString());
    }

    /** Debian's own client finds the service to be one. */
    @Test
    void redfishtoolDrivesTheSameService() throws IOException {
        assertTrue(redfishtool().contains("437XR-a"));
        redfishtool("reset", "On");
        assertEquals(PowerState.ON, power());
    }

    /** Another client that hardware is managed with: what it asks of a service is there, and is so. */
    @Test
    void sushyDrivesTheSameService() throws IOException {
        var script = Files.writeString(directory.resolve("drive.py"), """
                import sys
                import sushy

                root = sushy.Sushy("http://127.0.0.1:" + sys.argv[1], username=sys.argv[2], password=sys.argv[3])
                system = root.get_system_collection().get_members()[0]
                print(system.identity, system.power_state.value)
                system.reset_system(sushy.ResetType.ON)
                """);
        // Debian's own Python: another one that is first in the search path has none of Debian's modules.
        var said = said(List.of(
                "/usr/bin/python3",
                "-I",
                script.toString(),
                String.valueOf(service.port()),
                RedfishService.USER,
                RedfishService.PASSWORD));
        assertEquals("437XR-a Off", said.strip());
        assertEquals(PowerState.ON, power());
    }

    private String redfishtool(String... words) throws IOException {
        var command = new ArrayList<>(List.of("redfishtool", "-r", "127.0.0.1:" + service.port()));
        command.addAll(List.of("-u", RedfishService.USER, "-p", RedfishService.PASSWORD));
        command.addAll(List.of("-A", "Session", "-S", "Never", "Systems", "-F"));
        command.addAll(List.of(words));
        return said(command);
    }

    private String said(List<String> command) throws IOException {
        var result = programs.run(command, Path.of("/"), Duration.ofSeconds(120), new Cancellation());
        assertTrue(result.ok(), result.output());
        return result.output();
    }
}
