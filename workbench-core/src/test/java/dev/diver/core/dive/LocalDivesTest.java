package dev.diver.core.dive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunFolders;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallFile;
import dev.diver.core.syscall.SyscallRecorder;
import dev.diver.core.syscall.SyscallSource;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a dive, with a deployer whose guest does what the test says. */
@Timeout(240)
class LocalDivesTest {
    private Path root;
    private LocalRuns runs;
    private RunFolders folders;
    private final FakeDeployer deployer = new FakeDeployer();
    private LocalDives dives;
    private boolean trusted = true;

    @BeforeEach
    void open() throws Exception {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var home = DiverHome.in(root, root);
        folders = new RunFolders(home);
        runs = new LocalRuns(home, folders);
        var manifest = new KernelManifestFormat().read("""
                        {"name": "tiny", "version": "1", "default": true, "family": "tiny", "summary": "None",
                         "licence": "Apache-2.0", "architecture": "amd64", "modes": ["vm"],
                         "artifacts": [{"role": "image", "path": "tiny"}],
                         "boot": [{"protocol": "multiboot1", "cpus": 1}]}
                        """.getBytes(StandardCharsets.UTF_8), "a test");
        var kernel = new PulledKernel(manifest, "sha256:0", root);
        var nets = (Nets) Proxy.newProxyInstance(
                Nets.class.getClassLoader(),
                new Class<?>[] {Nets.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isTrusted" -> trusted;
                    case "gpos" -> Optional.empty();
                    default -> kernel;
                });
        dives = new LocalDives(nets, runs, folders, List.of(deployer), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        runs.close();
        Folders.delete(root);
    }

    private DiveOrder order(Map<String, String> settings, Duration limit) {
        var net = new Net(
                root,
                "hello",
                "0.1.0",
                KernelReference.parse("tiny:1"),
                Optional.empty(),
                List.of("of the net"),
                Map.of(),
                Map.of(),
                List.of(),
                Mode.VM,
                Map.of(
                        Mode.VM,
                        JsonNodeFactory.instance.objectNode().put("word", "a").put("number", 1)));
        return new DiveOrder(net, Optional.empty(), settings, Optional.empty(), Optional.ofNullable(limit));
    }

    private ActiveDive dive(Duration limit) {
        return dives.dive(order(Map.of(), limit), Progress.NONE, new Cancellation());
    }

    private static RunRecord end(ActiveDive dive) throws Exception {
        return dive.ended().get(120, TimeUnit.SECONDS);
    }

    @Test
    void aForeignNetDoesNotDive() {
        trusted = false;
        var failure = assertThrows(DiverException.class, () -> dive(null));
        assertEquals(Problem.Kind.UNTRUSTED, failure.problem().kind());
        assertTrue(
                failure.problem().remedy().contains("--trust"),
                failure.problem().remedy());
        assertTrue(runs.list(10).isEmpty());
        // A look at the plan is how a person decides.
        dives.explain(order(Map.of(), null), Progress.NONE, new Cancellation());
    }

    @Test
    void settingsOverrideTheNetsOptions() {
        var plan = dives.explain(order(Map.of("number", "7"), null), Progress.NONE, new Cancellation());
        assertEquals("{\"word\":\"a\",\"number\":7}", plan.request().options().toString());
        assertEquals(List.of("of the net"), plan.request().args());
        assertTrue(plan.request().folder().isEmpty());
        assertTrue(runs.list(10).isEmpty());
    }

    @Test
    void theRecordIsThereFromTheFirstMomentToTheLast() throws Exception {
        deployer.whileStarting = () -> {
            var run = runs.find("latest").orElseThrow();
            assertEquals(RunState.PREPARING, run.state());
            assertTrue(run.supervisor().isPresent());
        };
        var dive = dive(null);
        assertEquals(List.of(dive), dives.active());
        assertEquals(RunState.RUNNING, runs.find("latest").orElseThrow().state());
        var seen = Collections.synchronizedList(new ArrayList<RunState>());
        dive.onChange(now -> seen.add(now.state()));
        dive.onChange(now -> {
            if (now.state() == RunState.ENDED) {
                throw new IllegalStateException("a listener that fails");
            }
        });
        deployer.guest.ended.complete(new GuestEnd(Outcome.EXITED, OptionalInt.of(42), ""));
        var run = end(dive);
        assertEquals(42, run.exitCode().orElseThrow());
        assertEquals(run, runs.find(run.run()).orElseThrow());
        assertEquals(List.of(RunState.RUNNING, RunState.ENDED), seen);
        assertFalse(Files.exists(folders.runtime(run.run())));
        assertTrue(dives.active().isEmpty());
    }

    @Test
    void aGuestThatADebuggerHoldsIsNotSaidToRun() throws Exception {
        var dive = dive(null);
        deployer.events.held(true);
        awaitRecorded(RunState.HELD);
        deployer.events.held(false);
        awaitRecorded(RunState.RUNNING);
        deployer.events.held(true);
        awaitRecorded(RunState.HELD);
        deployer.guest.ended.complete(new GuestEnd(Outcome.EXITED, OptionalInt.of(0), ""));
        deployer.events.held(false);
        assertEquals(RunState.ENDED, end(dive).state());
    }

    /** In the record, which other processes read; {@link Timeout} ends a wait that is in vain. */
    private void awaitRecorded(RunState wanted) throws InterruptedException {
        while (runs.find("latest").orElseThrow().state() != wanted) {
            Thread.sleep(10);
        }
    }

    @Test
    void aDeployerThatFailsLeavesARecordThatSaysSo() {
        for (var failure : List.of(
                new DiverException(Problem.Kind.MISSING_TOOL, "No tool.", "", ""),
                new IllegalStateException("a fault"))) {
            deployer.whileStarting = () -> {
                throw failure;
            };
            assertEquals(failure, assertThrows(RuntimeException.class, () -> dive(null)));
            var run = runs.find("latest").orElseThrow();
            assertEquals(Outcome.FAILED, run.outcome().orElseThrow());
            assertEquals(125, run.exitCode().orElseThrow());
            assertEquals(failure.getMessage(), run.reason());
            assertTrue(dives.active().isEmpty());
        }
    }

    @Test
    void politeFirstThenHard() throws Exception {
        var dive = dive(null);
        dive.stop();
        dive.stop();
        var run = end(dive);
        assertEquals(List.of("politely", "politely", "hard"), deployer.guest.orders.subList(0, 3));
        assertEquals(137, run.exitCode().orElseThrow());
    }

    @Test
    void aGuestThatHeedsThePoliteWay() throws Exception {
        deployer.heeds = true;
        var dive = dive(null);
        dive.stop();
        var run = end(dive);
        assertEquals(Optional.of(Outcome.STOPPED), run.outcome());
        assertEquals(5, run.exitCode().orElseThrow());
    }

    @Test
    void aLimitThatIsReached() throws Exception {
        var run = end(dive(Duration.ofMillis(100)));
        assertEquals(Outcome.TIMED_OUT, run.outcome().orElseThrow());
        assertEquals(124, run.exitCode().orElseThrow());
        assertEquals("Its time was up. Nothing was heard on any of its consoles.", run.reason());
    }

    @Test
    void itsSystemCallsAreKeptWithTheRunBeforeItIsOver() throws Exception {
        deployer.syscalls = Optional.of(() -> {
            var recorder = new SyscallRecorder();
            recorder.record(0, Served.BY_LINUX, false, 1100);
            return Optional.of(recorder.snapshot());
        });
        var dive = dive(null);
        assertTrue(dive.syscalls().isPresent());
        var found = new CompletableFuture<Boolean>();
        dive.onChange(now -> {
            if (now.state() == RunState.ENDED) {
                found.complete(SyscallFile.exists(folders.data(now.runId())));
            }
        });
        deployer.guest.ended.complete(new GuestEnd(Outcome.EXITED, OptionalInt.of(0), ""));
        assertEquals("", end(dive).reason());
        assertTrue(found.get());
        var trace = SyscallFile.read(folders.data(dive.runId())).orElseThrow();
        assertEquals(1, trace.statistics().forwarded());
        assertTrue(trace.complete());
    }

    @Test
    void systemCallsThatCannotBeReadAreToldInTheReasonAndEndNothing() throws Exception {
        deployer.syscalls = Optional.of(() -> {
            throw new DiverException(Problem.Kind.UNSUPPORTED, "The window could not be read.", "It is newer.", "");
        });
        var dive = dive(null);
        deployer.guest.ended.complete(new GuestEnd(Outcome.EXITED, OptionalInt.of(0), ""));
        var run = end(dive);
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow());
        assertEquals("The window could not be read. It is newer.", run.reason());
    }

    @Test
    void aGuestWhoseEndNobodyLearntIsOverAllTheSame() throws Exception {
        var dive = dive(null);
        deployer.guest.ended.completeExceptionally(new IllegalStateException("the watcher is gone"));
        var record = end(dive);
        assertEquals(RunState.ENDED, record.state());
        assertEquals(Optional.of(Outcome.FAILED), record.outcome());
        assertEquals("How the guest ended was not learnt: the watcher is gone", record.reason());
    }

    @Test
    void aCancelledOrderStartsNothing() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        assertThrows(DiverException.class, () -> dives.dive(order(Map.of(), null), Progress.NONE, cancellation));
        assertTrue(runs.list(1).isEmpty());
    }

    private static final class FakeDeployer implements Deployer {
        private Runnable whileStarting = () -> {};
        private boolean heeds;
        private Optional<SyscallSource> syscalls = Optional.empty();
        private FakeGuest guest;
        private DiveEvents events;

        @Override
        public Mode mode() {
            return Mode.VM;
        }

        @Override
        public OptionSchema options() {
            return new OptionSchema(List.of(
                    new Option("word", "", new Type.Text(), "", ""),
                    new Option("number", "", new Type.Whole(0, 9), "", "")));
        }

        @Override
        public DivePlan plan(DiveRequest request) {
            return new FakePlan(request);
        }

        @Override
        public RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events) {
            this.events = events;
            events.prepared();
            whileStarting.run();
            guest = new FakeGuest(heeds, syscalls);
            events.spawned();
            return guest;
        }
    }

    private static final class FakeGuest implements RunningDive {
        private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
        private final List<String> orders = Collections.synchronizedList(new ArrayList<>());
        private final boolean heeds;
        private final Optional<SyscallSource> syscalls;

        FakeGuest(boolean heeds, Optional<SyscallSource> syscalls) {
            this.heeds = heeds;
            this.syscalls = syscalls;
        }

        @Override
        public Optional<SyscallSource> syscalls() {
            return syscalls;
        }

        @Override
        public List<Console> consoles() {
            return List.of();
        }

        @Override
        public void stopPolitely() {
            orders.add("politely");
            if (heeds) {
                ended.complete(new GuestEnd(Outcome.EXITED, OptionalInt.of(5), ""));
            }
        }

        @Override
        public void stopHard() {
            orders.add("hard");
            ended.complete(new GuestEnd(Outcome.FAILED, OptionalInt.empty(), "killed"));
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public CompletableFuture<GuestEnd> ended() {
            return ended;
        }
    }

    private record FakePlan(DiveRequest request) implements DivePlan {
        @Override
        public Mode mode() {
            return Mode.VM;
        }

        @Override
        public List<List<String>> commands() {
            return List.of();
        }

        @Override
        public List<String> kernelCommandLines() {
            return List.of();
        }

        @Override
        public List<PlannedFile> files() {
            return List.of();
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public String accelerator() {
            return "";
        }

        @Override
        public List<String> headline() {
            return List.of();
        }
    }
}
