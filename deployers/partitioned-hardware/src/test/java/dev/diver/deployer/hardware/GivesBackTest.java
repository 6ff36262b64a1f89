package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.run.Outcome;
import dev.diver.node.ssh.SshConnection;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Dives in a row that end in every way there is; after each the node has everything back, without having booted. {@code
 * -Ddiver.dives=50} for many.
 */
@ExtendWith(Lab.Shared.class)
@Timeout(1800)
class GivesBackTest {
    private static final int DIVES = Integer.getInteger("diver.dives", Way.values().length);

    /** Where one dive of each kind is enough, other tests have those that end by themselves. */
    private static final int FIRST = DIVES > Way.values().length ? 0 : Way.BY_ITSELF.ordinal() + 1;

    private static final int TIMER = 5;

    /** For what is done once the timer has run out, and for asking, on a machine that is emulated and busy. */
    private static final Duration WORK = Duration.ofSeconds(120);

    private final Lab lab;
    private Path program;
    private MemoryRange range;
    private boolean busy;
    /** When what ends the dive happened; 0 where it ends by itself. */
    private long event;

    GivesBackTest(Lab lab) {
        this.lab = lab;
    }

    /** How a dive ends. */
    private enum Way {
        BY_ITSELF,
        CONNECTION_CUT,
        NETWORK_SILENT,
        PROGRAM_HUNG,
        GUARD_KILLED,
        WORKBENCH_KILLED
    }

    @Test
    void hasEverythingBackAfterEachDive() throws Exception {
        program = Programs.compile("fault", lab.root);
        var booted = lab.onNode("cat /proc/sys/kernel/random/boot_id").text();
        for (var i = FIRST; i < DIVES; i++) {
            var way = Way.values()[i % Way.values().length];
            busy = i / Way.values().length % 2 == 1;
            dive(way, i % 2 == 0);
            lab.awaitEverythingBack(WORK.plusSeconds(TIMER));
            if (event > 0) {
                System.out.println("dive " + i + ", " + way + ": all back "
                        + Duration.ofNanos(System.nanoTime() - event).toMillis() + " ms after it");
            }
        }
        assertEquals(booted, lab.onNode("cat /proc/sys/kernel/random/boot_id").text());
        assertEquals(
                "",
                lab.onNode("dmesg | grep -E 'BUG|Oops|WARNING|Call Trace' || true")
                        .text());
        assertEquals(
                "", lab.onNode("ls -A /run/diver | grep -v history || true").text());
    }

    /** @param movable whether Linux has to empty the memory first */
    private void dive(Way way, boolean movable) throws Exception {
        event = 0;
        switch (way) {
            case BY_ITSELF -> {
                var record = start("none", movable).ended().get(240, TimeUnit.SECONDS);
                assertEquals(3, record.exitCode().orElseThrow(), record.reason());
            }
            case PROGRAM_HUNG -> {
                var order = order("deaf", movable);
                var limited = new DiveOrder(
                        order.net(), order.mode(), order.settings(), order.args(), Optional.of(Duration.ofSeconds(2)));
                var record = lab.engine
                        .dives
                        .dive(limited, Progress.NONE, new Cancellation())
                        .ended()
                        .get(240, TimeUnit.SECONDS);
                assertEquals(Optional.of(Outcome.TIMED_OUT), record.outcome(), record.reason());
            }
            case CONNECTION_CUT -> {
                var dive = begun(busy ? "loop" : "sleep", movable);
                event = System.nanoTime();
                lab.link.cut();
                lost(dive);
            }
            case NETWORK_SILENT -> {
                var dive = begun(busy ? "loop" : "sleep", movable);
                event = System.nanoTime();
                lab.link.freeze();
                lab.awaitEverythingBack(WORK.plusSeconds(TIMER));
                lab.link.cut();
                lost(dive);
                assertTrue(lab.onNode("tail -n 1 /run/diver/history").text().contains("no sign of life for 5 s"));
            }
            case GUARD_KILLED -> {
                var dive = begun(busy ? "loop" : "sleep", movable);
                lab.onNode("kill -9 $(cut -d' ' -f1 /run/diver/" + dive.runId() + "/guard)");
                dive.kill();
                var record = dive.ended().get(240, TimeUnit.SECONDS);
                assertEquals(Optional.of(Outcome.STOPPED), record.outcome(), record.reason());
            }
            case WORKBENCH_KILLED -> killWorkbench();
        }
    }

    private static void lost(ActiveDive dive) throws Exception {
        var record = dive.ended().get(240, TimeUnit.SECONDS);
        assertEquals(Optional.of(Outcome.FAILED), record.outcome(), record.reason());
        assertTrue(record.reason().contains("The connection to bare is lost"), record.reason());
    }

    private DiveOrder order(String how, boolean movable) throws Exception {
        var net = lab.engine.net("back", program, List.of(how), Map.of(), List.of());
        if (!movable) {
            return lab.order(net, Map.of());
        }
        Programs.plan(net.directory().resolve("partition.json"), 1, movableRange());
        return lab.order(net, Map.of("plan", "partition.json"));
    }

    /** A survey of the node takes seconds; its blocks stay where they are. */
    private MemoryRange movableRange() {
        if (range == null) {
            range = lab.facts().range(lab.movable().getFirst());
        }
        return range;
    }

    private ActiveDive start(String how, boolean movable) throws Exception {
        return lab.engine.dives.dive(order(how, movable), Progress.NONE, new Cancellation());
    }

    /** Started, and its program talks. */
    private ActiveDive begun(String how, boolean movable) throws Exception {
        var dive = start(how, movable);
        var begun = new CountDownLatch(1);
        dive.consoles().getFirst().attach((bytes, offset, length) -> begun.countDown());
        assertTrue(begun.await(240, TimeUnit.SECONDS));
        return dive;
    }

    private void killWorkbench() throws Exception {
        var workbench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir"),
                        "-Ddiver.assets=" + System.getProperty("diver.assets"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingWorkbench.class.getName(),
                        lab.root.toString(),
                        String.valueOf(lab.node.ssh().port()),
                        lab.node.ssh().identity().orElseThrow().toString(),
                        lab.node.fingerprint(),
                        program.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            var said = new BufferedReader(new InputStreamReader(workbench.getInputStream(), StandardCharsets.UTF_8));
            assertEquals("diving", said.readLine());
        } finally {
            event = System.nanoTime();
            // SIGKILL on Linux.
            workbench.destroyForcibly().waitFor();
        }
        lab.engine.runs.reconcile();
    }

    /** Real blocks of Linux's own memory: they cannot be emptied, so nothing may stay taken. */
    @Test
    void whatLinuxKeepsIsSaidAndTheRestGivenBack() throws Exception {
        var script = "mkdir -p /run/diver/01TEST && cd /run/diver/01TEST && cat > guard.sh && echo 0 > beat"
                + " && printf 'cpu 3\\nmemory 0 online\\n' > steps && sh guard.sh begin $PWD 5";
        try (var connection = lab.engine.connector.connect(
                lab.node.node(), Optional.of(lab.node.fingerprint()), new Cancellation())) {
            var said = connection.run(
                    script,
                    new ByteArrayInputStream(NodeScripts.GUARD.bytes()),
                    SshConnection.RemoteLimits.of(Duration.ofSeconds(120)),
                    new Cancellation());
            assertEquals(1, said.exitCode(), said.text());
            assertTrue(
                    said.errors().contains("refused: memory block 0 does not go offline: its zone is"), said.errors());
            assertTrue(
                    said.errors().matches("(?s).*; its pages are: .*[1-9][0-9]* Linux's own objects.*"), said.errors());
        }
        assertTrue(lab.isEverythingBack(), () -> lab.facts().toString());
    }
}
