package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From the call in a warm engine to QEMU's exec: at most 30 ms on a quiet machine. What is asserted is the same on a busy one:
 * it takes less than QEMU itself, started beside it.
 */
@Timeout(400)
class SpeedTest {
    private static final int ROUNDS = 15;

    @Test
    void fromTheCallToTheProcess() throws Exception {
        try (var bed = new TestBed()) {
            var image = TinyGuest.exits(0, bed.store).getFileName().toString();
            var manifest = Manifests.tiny(image);
            var spawned = new ArrayList<Long>();
            var lasted = new ArrayList<Long>();
            var byHand = new ArrayList<Long>();
            for (var i = 0; i < ROUNDS; i++) {
                var run = TestBed.end(bed.dive(manifest));
                var at = run.timeline().spawnedMs().orElseThrow();
                spawned.add(at);
                lasted.add(run.timeline().endedMs().orElseThrow() - at);
                byHand.add(byHand(run.commands().getFirst()));
            }
            System.out.println("call to exec " + median(spawned) + " ms; exec to end " + median(lasted)
                    + " ms, the same argv by hand " + median(byHand) + " ms");
            assertTrue(median(spawned) <= median(byHand), () -> spawned + " and by hand " + byHand);
        }
    }

    /** The same words, but for sockets that nobody listens on then. */
    private static long byHand(List<String> command) throws Exception {
        var words = command.stream()
                .map(word -> word.replaceFirst("^socket,id=([a-z0-9]+),path=.*", "null,id=$1"))
                .map(word -> word.endsWith("/resets") ? "/dev/null" : word)
                .toList();
        var start = System.nanoTime();
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
