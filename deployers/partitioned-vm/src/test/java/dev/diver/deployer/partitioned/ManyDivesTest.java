package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Dives in a row, of which some are killed at random moments, each kind in its turn. {@code -Ddiver.dives=100} makes it as
 * many, of which every fifth is killed then; {@code -Ddiver.seed=N} chooses the moments.
 */
@ExtendWith(Lab.Shared.class)
class ManyDivesTest {
    private static final int DIVES = Integer.getInteger("diver.dives", 7);
    private static final int KILLED = Math.max(Killer.values().length, DIVES / 5);
    /** A dive takes two to six seconds here; the moment may be before the machine runs, too. */
    private static final int LATEST_MS = 4000;
    /** Of those that the program brings about itself, from its beginning on. */
    private static final int LATEST_IN_GUEST_MS = 1500;

    private final Lab lab;
    private final long seed = Long.getLong("diver.seed", 3);
    private final Random random = new Random(seed);

    ManyDivesTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void nothingStaysAndEachRecordIsRight() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var seen = new HashSet<String>();
        var every = DIVES / KILLED;
        try {
            var fault = HostCommand.compile("fault", folder);
            var end = HostCommand.compile("end", folder);
            for (var i = 0; i < DIVES; i++) {
                var killer = Killer.values()[i / every % Killer.values().length];
                var which = "dive " + i + ", seed " + seed + ", " + killer;
                var begun = System.nanoTime();
                if (i % every != every - 1) {
                    var record = ended(dive(fault, "nothing"));
                    assertEnd(Outcome.EXITED, 3, Pattern.compile(""), record, "dive " + i + ", seed " + seed);
                    assertTrue(seen.add(record.run()));
                } else if (killer == Killer.WORKBENCH) {
                    killedWorkbench(fault, which);
                    System.out.println(which + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
                } else {
                    var record = ended(killed(killer, fault, end));
                    assertEnd(killer.outcome, killer.exitCode, killer.reason, record, which);
                    assertTrue(seen.add(record.run()));
                    System.out.println(which + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
                }
                assertEquals(0, lab.dives.active().size());
            }
            lab.assertNothingStays();
            assertEquals(0, lab.runs.reconcile().size(), "a run was lost");
        } finally {
            Folders.delete(folder);
        }
    }

    private ActiveDive dive(Path program, String... args) throws Exception {
        return lab.dives.dive(DiveOrder.of(lab.net("many", program, args)), Progress.NONE, new Cancellation());
    }

    private ActiveDive killed(Killer killer, Path fault, Path end) throws Exception {
        if (killer.isInGuest()) {
            return dive(end, killer.program(), String.valueOf(random.nextInt(LATEST_IN_GUEST_MS)));
        }
        var dive = dive(fault, "loop");
        Thread.sleep(random.nextInt(LATEST_MS));
        killer.end(dive);
        return dive;
    }

    private RunRecord ended(ActiveDive dive) throws Exception {
        dive.ended().get(300, TimeUnit.SECONDS);
        return lab.runs.find(dive.runId()).orElseThrow();
    }

    /** At a moment between the decision to dive, of which there is no record yet, and the program's endless loop. */
    private void killedWorkbench(Path loop, String which) throws Exception {
        var root = lab.home.data().getParent();
        var before = lab.runs.list(10_000).stream().map(RunRecord::run).collect(Collectors.toSet());
        var workbench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir"),
                        "-Ddiver.assets=" + Lab.assets(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DyingWorkbench.class.getName(),
                        root.toString(),
                        loop.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            var said = new BufferedReader(new InputStreamReader(workbench.getInputStream(), StandardCharsets.UTF_8));
            assertEquals("diving", said.readLine(), which);
            Thread.sleep(random.nextInt(LATEST_MS));
        } finally {
            // SIGKILL on Linux.
            workbench.destroyForcibly().waitFor();
        }
        for (var machine : machinesOf(root)) {
            machine.onExit().get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), machinesOf(root), which);
        var lost = lab.runs.reconcile();
        var after = lab.runs.list(10_000).stream()
                .filter(run -> !before.contains(run.run()))
                .toList();
        assertTrue(after.size() <= 1, which);
        assertEquals(after.size(), lost.size(), which);
        for (var record : after) {
            var killer = Killer.WORKBENCH;
            assertEnd(killer.outcome, killer.exitCode, killer.reason, record, which);
        }
        lab.assertNothingStays();
    }

    private static List<ProcessHandle> machinesOf(Path root) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").contains("qemu"))
                .filter(process -> String.join(" ", process.info().arguments().orElse(new String[0]))
                        .contains(root + "/"))
                .toList();
    }

    private static void assertEnd(Outcome outcome, int exitCode, Pattern reason, RunRecord record, String which) {
        assertEquals(RunState.ENDED, record.state(), which);
        assertEquals(Optional.of(outcome), record.outcome(), which + ": " + record.reason());
        assertEquals(exitCode, record.exitCode().orElseThrow(), which + ": " + record.reason());
        assertTrue(reason.matcher(record.reason()).matches(), which + ": " + record.reason());
    }
}
