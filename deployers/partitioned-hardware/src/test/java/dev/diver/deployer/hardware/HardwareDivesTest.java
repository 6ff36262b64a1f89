package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.Mode;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.SyscallSampler;
import dev.diver.core.syscall.SyscallTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs on a node's co-kernel. */
@ExtendWith(Lab.Shared.class)
@Timeout(240)
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
        var dive = lab.dives.dive(order, Progress.NONE, new Cancellation());
        var record = dive.ended().get(90, TimeUnit.SECONDS);
        return new Ran(
                record,
                Files.readString(record.console()),
                dive.syscalls().flatMap(SyscallSampler::latest),
                record.console().getParent());
    }

    @Test
    void aProgramRunsAsInAPartitionedVirtualMachine() throws Exception {
        var text = Path.of("/usr/share/common-licenses/GPL-3");
        var net = lab.net(
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
        lab.assertEverythingIsBack();
        var virtual =
                run(new DiveOrder(net, Optional.of(Mode.PARTITIONED_VM), Map.of(), Optional.empty(), Optional.empty()));
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
}
