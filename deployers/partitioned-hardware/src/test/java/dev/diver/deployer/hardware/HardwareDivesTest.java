package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.Mode;
import dev.diver.core.node.DryRun;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.SyscallSampler;
import dev.diver.core.syscall.SyscallTrace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs on a node's co-kernel. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class HardwareDivesTest {
    private final Lab lab;

    HardwareDivesTest(Lab lab) {
        this.lab = lab;
    }

    private record Ran(RunRecord record, String said, Optional<SyscallTrace> trace, Path data) {
        /** How often each call was made, by name. */
        Map<String, Long> counts() {
            return trace.orElseThrow().statistics().calls().stream()
                    .collect(Collectors.toMap(CallStatistics::name, CallStatistics::count));
        }
    }

    private Ran run(DiveOrder order) throws Exception {
        var dive = lab.engine.dives.dive(order, Progress.NONE, new Cancellation());
        var record = dive.ended().get(240, TimeUnit.SECONDS);
        return new Ran(
                record,
                Files.readString(record.console()),
                dive.syscalls().flatMap(SyscallSampler::latest),
                record.console().getParent());
    }

    @Test
    void aProgramRunsAsInAPartitionedVirtualMachine() throws Exception {
        var text = Path.of("/usr/share/common-licenses/GPL-3");
        var net = lab.engine.net(
                "bzip2",
                Path.of("/bin/bzip2"),
                List.of("-kv", "/data/input"),
                Map.of("/data/input", text),
                List.of("/data/input.bz2"));
        var here = run(lab.order(net, Map.of()));
        assertEquals(
                Optional.of(Outcome.EXITED),
                here.record().outcome(),
                here.record().reason() + here.said());
        assertEquals(0, here.record().exitCode().orElseThrow(), here.said());
        assertTrue(lab.isEverythingBack(), () -> lab.facts().toString());
        var virtual = run(new DiveOrder(
                net,
                Optional.of(Mode.PARTITIONED_VM),
                Map.of(LocalDives.LINUX, LabEngine.LINUX),
                Optional.empty(),
                Optional.empty()));
        assertEquals(
                0, virtual.record().exitCode().orElseThrow(), virtual.record().reason());
        assertEquals(virtual.said(), here.said());
        assertEquals(virtual.counts(), here.counts());
        assertTrue(here.counts().get("read") > 1, () -> here.counts().toString());
        assertEquals(
                -1,
                Files.mismatch(
                        virtual.data().resolve("outputs/data/input.bz2"),
                        here.data().resolve("outputs/data/input.bz2")));
    }

    /** Each on a processor and memory of its own, which Linux has to empty first. */
    @Test
    void twoAtOnceDoNotMeet() throws Exception {
        var program = Programs.compile("fault", lab.root);
        var movable = lab.movable();
        var first = start("one", program, 2, movable.get(0));
        var second = start("two", program, 3, movable.get(1));
        try {
            assertEquals("0-1", lab.facts().value("online"));
            assertEquals(
                    List.of(movable.get(0).number(), movable.get(1).number()),
                    lab.facts().blocks().stream()
                            .filter(block -> !block.isOnline())
                            .map(NodeFacts.Block::number)
                            .toList());
            first.stop();
            assertEquals(0, first.ended().get(240, TimeUnit.SECONDS).exitCode().orElseThrow(), "ended politely");
            assertEquals("0-2", lab.facts().value("online"));
            assertEquals("loaded", lab.facts().value("module"));
        } finally {
            first.kill();
            second.stop();
        }
        assertEquals(0, second.ended().get(240, TimeUnit.SECONDS).exitCode().orElseThrow());
        assertTrue(lab.isEverythingBack(), () -> lab.facts().toString());
    }

    private ActiveDive start(String name, Path program, int processor, NodeFacts.Block block) throws Exception {
        var net = lab.engine.net(name, program, List.of("goodbye"), Map.of(), List.of());
        Programs.plan(
                net.directory().resolve("partition.json"),
                processor,
                lab.facts().range(block));
        var order = lab.order(net, Map.of("plan", "partition.json"));
        var dive = lab.engine.dives.dive(order, Progress.NONE, new Cancellation());
        var ready = new CountDownLatch(1);
        var said = new StringBuffer();
        dive.consoles().getFirst().attach((bytes, offset, length) -> {
            said.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
            if (said.toString().contains("ready")) {
                ready.countDown();
            }
        });
        assertTrue(ready.await(240, TimeUnit.SECONDS), said::toString);
        return dive;
    }

    @Test
    void aPlanTellsEveryStepAndItsWayBack() throws Exception {
        var net = lab.engine.net("explained", Path.of("/bin/bzip2"), List.of("-h"), Map.of(), List.of());
        var block = lab.movable().getFirst();
        Programs.plan(net.directory().resolve("partition.json"), 2, lab.facts().range(block));
        var plan = lab.engine.dives.explain(
                lab.order(net, Map.of("plan", "partition.json")), Progress.NONE, new Cancellation());
        var memory = "/sys/devices/system/memory/memory" + block.number() + "/state";
        var steps = plan.commands().stream().map(List::getLast).toList();
        assertEquals("echo 0 > /sys/devices/system/cpu/cpu2/online", steps.get(0));
        assertEquals("echo offline > " + memory, steps.get(1));
        assertEquals("insmod diver_cokernel.ko", steps.get(2));
        assertTrue(steps.get(3).startsWith("chroot /run/diver/RUN/root /diver/cokernel-run --region 0x"), steps.get(3));
        assertEquals("rmmod diver_cokernel", steps.get(4));
        assertEquals("echo online_movable > " + memory, steps.get(5));
        assertEquals("echo 1 > /sys/devices/system/cpu/cpu2/online", steps.get(6));
        assertEquals("ssh", plan.commands().getFirst().getFirst());
        assertTrue(lab.isEverythingBack());
    }

    /** The first block that seems movable has a hole, so that Linux refuses; the next one is taken. */
    @Test
    void memoryThatLinuxKeepsIsLookedForElsewhere() throws Exception {
        var program = Programs.compile("fault", lab.root);
        var net = lab.engine.net("elsewhere", program, List.of("none"), Map.of(), List.of());
        var ran = run(lab.order(net, Map.of("memory", "96MiB")));
        assertEquals(3, ran.record().exitCode().orElseThrow(), ran.record().reason() + ran.said());
        var history = lab.onNode("tail -n 2 /run/diver/history").text();
        assertTrue(history.contains("refused: memory block 2 does not go offline: its zone is Movable"), history);
        assertTrue(history.contains("the program ended"), history);
        // The record has what was taken in the end, not what was tried first.
        var commands = ran.record().commands().toString();
        assertTrue(!commands.contains("/memory2/") && commands.contains("/memory3/"), commands);
        assertTrue(lab.isEverythingBack(), () -> lab.facts().toString());
    }

    @Test
    void aDryRunSaysWhatADiveThenDoes() throws Exception {
        lab.trust();
        var program = Programs.compile("fault", lab.root);
        var net = lab.engine.net("tried", program, List.of("sleep"), Map.of(), List.of());
        var file = net.directory().resolve("partition.json");
        Programs.plan(file, 2, lab.facts().range(lab.movable().getFirst()));
        var run = new HardwarePartitioning(lab.engine.home, lab.engine.connector)
                .dryRun(lab.engine.node("bare"), PartitionFiles.read(file), Progress.NONE, new Cancellation());
        assertTrue(run.ok(), run::toString);
        var dive = lab.engine.dives.dive(
                lab.order(net, Map.of("plan", "partition.json")), Progress.NONE, new Cancellation());
        try {
            var journal =
                    lab.onNode("cat /run/diver/" + dive.runId() + "/journal").text();
            assertEquals(
                    run.parts().getFirst().steps().stream()
                            .map(DryRun.Step::taken)
                            .toList(),
                    journal.lines().map(HardwareDivesTest::taken).toList());
        } finally {
            dive.kill();
        }
        dive.ended().get(240, TimeUnit.SECONDS);
        assertTrue(lab.isEverythingBack(), () -> lab.facts().toString());
    }

    /** What the guard's journal has, as the command that it stands for. */
    private static String taken(String line) {
        var words = line.split(" ");
        return switch (words[0]) {
            case "cpu" -> new Step.Processor(Integer.parseInt(words[1])).taken();
            case "memory" -> new Step.MemoryBlock(Integer.parseInt(words[1]), words[2]).taken();
            default -> new Step.Module(words[1]).taken();
        };
    }
}
