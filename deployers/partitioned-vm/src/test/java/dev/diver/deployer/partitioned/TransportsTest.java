package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.home.Folders;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SharedWindow;
import dev.diver.core.syscall.SyscallStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One dive whose numbers come both ways, read in the guest's memory and sent by the proxy: they are the same. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class TransportsTest {
    private final Lab lab;

    TransportsTest(Lab lab) {
        this.lab = lab;
    }

    private static final class Watch implements DiveEvents, AutoCloseable {
        private final PartitionedVmPlan plan;
        private SharedWindow memory;

        Watch(PartitionedVmPlan plan) {
            this.plan = plan;
        }

        /** The guest's memory is a file by then, and still has its name. */
        @Override
        public void prepared() {
            memory = SharedWindow.map(plan.window().file(), plan.window().offset());
        }

        @Override
        public void spawned() {}

        @Override
        public void firstOutput() {}

        @Override
        public void close() {
            memory.close();
        }
    }

    private record Both(SyscallStatistics memory, SyscallStatistics stream) {}

    private Both dive(Path folder, Path program) throws Exception {
        var run = new RunFolder("01BOTH", folder.resolve("data"), folder.resolve("run"));
        Files.createDirectories(run.data());
        Files.createDirectories(run.runtime());
        var options = JsonNodeFactory.instance.objectNode().put("transport", "stream");
        var net = lab.net("transports", program);
        var request = new DiveRequest(net, lab.cokernel, Optional.of(lab.gpos), net.args(), options, Optional.of(run));
        var plan = (PartitionedVmPlan) lab.deployer.plan(request);
        try (var watch = new Watch(plan)) {
            var dive = lab.deployer.start(plan, run, watch);
            try {
                var end = dive.ended().get(300, TimeUnit.SECONDS);
                assertEquals(Outcome.EXITED, end.outcome(), end.reason());
                return new Both(
                        watch.memory.read().orElseThrow(),
                        dive.syscalls().orElseThrow().read().orElseThrow());
            } finally {
                dive.stopHard();
                dive.syscalls().ifPresent(source -> source.close());
            }
        }
    }

    @Test
    void giveTheSameNumbers() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var both = dive(folder, HostCommand.compile("refused", folder));
            // Counts, errors, times and histograms of each call, by who served it.
            for (var call : both.memory().calls()) {
                assertEquals(Optional.of(call), both.stream().call(call.number()), call.name());
                wholeHistograms(call);
            }
            assertEquals(both.memory().calls(), both.stream().calls());
            assertEquals(both.memory().localFaults(), both.stream().localFaults());
            assertEquals(both.memory().remoteFaults(), both.stream().remoteFaults());
            assertTrue(both.memory().forwarded() > 0 && both.memory().local() > 0, both.toString());
            assertTrue(both.memory().errors() > 0 && both.memory().unsupported() > 0, both.toString());
        } finally {
            Folders.delete(folder);
        }
    }

    private static void wholeHistograms(CallStatistics call) {
        for (var served : Served.values()) {
            var calls = call.by(served);
            assertEquals(calls.count(), calls.latencies().count(), call.name() + " " + served.word());
        }
    }
}
