package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The other flavour of Linux beside the co-kernel. Fetching 80 MiB more and building the module once more take a minute,
 * so this runs where it is asked for only: {@code -Ddiver.generic=true}.
 */
@ExtendWith(Lab.Shared.class)
@EnabledIfSystemProperty(named = "diver.generic", matches = "true")
@Timeout(900)
class GenericLinuxTest {
    private final Lab lab;

    GenericLinuxTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    void servesAProgramToo() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var net = lab.net("generic", HostCommand.compile("refused", folder));
            var settings = Map.of(LocalDives.LINUX, "linux:6.1-generic");
            var order = new DiveOrder(net, Optional.empty(), settings, Optional.empty(), Optional.empty());
            var dive = lab.dives.dive(order, Progress.NONE, new Cancellation());
            var record = dive.ended().get(300, TimeUnit.SECONDS);
            assertEquals(Optional.of(Outcome.EXITED), record.outcome(), record.reason());
            assertEquals(0, record.exitCode().orElseThrow(), record.reason());
            var said = Files.readString(record.console());
            assertTrue(said.contains("refused: all right"), said);
        } finally {
            Folders.delete(folder);
        }
    }
}
