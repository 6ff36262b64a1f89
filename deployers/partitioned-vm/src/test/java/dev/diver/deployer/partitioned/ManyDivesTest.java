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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Dives in a row, of which every fourth is ended at a random moment. {@code -Ddiver.dives=100} makes it as many, and
 * {@code -Ddiver.seed=N} chooses the moments.
 */
@ExtendWith(Lab.Shared.class)
class ManyDivesTest {
    private static final int DIVES = Integer.getInteger("diver.dives", 20);
    /** A dive takes three to six seconds here; the moment may be before the machine runs, too. */
    private static final int LATEST_MS = 4000;

    private final Lab lab;

    ManyDivesTest(Lab lab) {
        this.lab = lab;
    }

    /** How a dive is ended; a record may also say that it was over before. */
    private enum Killer {
        QEMU(Outcome.FAILED),
        STOP(Outcome.STOPPED),
        KILL(Outcome.STOPPED);

        final Outcome outcome;

        Killer(Outcome outcome) {
            this.outcome = outcome;
        }

        void end(ActiveDive dive) {
            switch (this) {
                case QEMU ->
                    dive.record().guest().stream()
                            .mapToObj(ProcessHandle::of)
                            .forEach(process -> process.ifPresent(ProcessHandle::destroyForcibly));
                case STOP -> dive.stop();
                case KILL -> dive.kill();
            }
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void nothingStaysAndEachRecordIsRight() throws Exception {
        var seed = Long.getLong("diver.seed", 3);
        var random = new Random(seed);
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var seen = new HashSet<String>();
        try {
            var fault = HostCommand.compile("fault", folder);
            for (var i = 0; i < DIVES; i++) {
                var killed = i % 4 == 3;
                var net = lab.net("many", fault, killed ? "loop" : "nothing");
                var dive = lab.dives.dive(DiveOrder.of(net), Progress.NONE, new Cancellation());
                var killer = Killer.values()[random.nextInt(Killer.values().length)];
                if (killed) {
                    Thread.sleep(random.nextInt(LATEST_MS));
                    killer.end(dive);
                }
                dive.ended().get(60, TimeUnit.SECONDS);
                var record = lab.runs.find(dive.runId()).orElseThrow();
                assertEnd(
                        killed ? killer.outcome : Outcome.EXITED,
                        killed ? -1 : 3,
                        record,
                        "dive " + i + ", seed " + seed);
                assertTrue(seen.add(record.run()));
                assertEquals(0, lab.dives.active().size());
            }
            lab.assertNothingStays();
            assertEquals(0, lab.runs.reconcile().size(), "a run was lost");
        } finally {
            Folders.delete(folder);
        }
    }

    private static void assertEnd(Outcome outcome, int exitCode, RunRecord record, String which) {
        assertEquals(RunState.ENDED, record.state(), which);
        assertEquals(Optional.of(outcome), record.outcome(), which + ": " + record.reason());
        if (exitCode >= 0) {
            assertEquals(exitCode, record.exitCode().orElseThrow(), which + ": " + record.reason());
        }
    }
}
