package dev.diver.deployer.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.option.SettingParser;
import dev.diver.core.run.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DemoDeployerTest {
    @TempDir
    Path directory;

    private final List<String> events = new CopyOnWriteArrayList<>();

    private RunningDive dive(Map<String, String> settings) {
        var deployer = new DemoDeployer();
        var manifest = new KernelManifestFormat().read("""
                        {"name": "tiny", "version": "1", "default": true, "family": "tiny", "summary": "None",
                         "licence": "Apache-2.0", "architecture": "amd64", "modes": ["vm"],
                         "artifacts": [{"role": "image", "path": "tiny"}],
                         "boot": [{"protocol": "multiboot1", "cpus": 1}]}
                        """.getBytes(StandardCharsets.UTF_8), "a test");
        var net = new Net(
                directory,
                "hello",
                "0.1.0",
                KernelReference.parse("tiny:1"),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Mode.DEMO,
                Map.of());
        var folder = new RunFolder("id", directory, directory);
        var request = new DiveRequest(
                net,
                new PulledKernel(manifest, "sha256:0", directory),
                Optional.empty(),
                List.of("--greet", "world"),
                SettingParser.parse(settings, deployer.options()),
                Optional.of(folder));
        return deployer.start(deployer.plan(request), folder, new Events());
    }

    private final class Events implements DiveEvents {
        @Override
        public void prepared() {
            events.add("prepared");
        }

        @Override
        public void spawned() {
            events.add("spawned");
        }

        @Override
        public void firstOutput() {
            events.add("firstOutput");
        }
    }

    private static GuestEnd end(RunningDive dive) throws Exception {
        return dive.ended().get(120, TimeUnit.SECONDS);
    }

    private String said() throws Exception {
        return Files.readString(directory.resolve("console.log"));
    }

    @Test
    void endsByItselfWithTheStatusAskedFor() throws Exception {
        var end = end(dive(Map.of("status", "7", "pause-ms", "1")));
        assertEquals(new GuestEnd(Outcome.EXITED, OptionalInt.of(7), ""), end);
        assertTrue(said().contains("starting hello --greet world"));
        assertEquals(
                List.of("firstOutput", "prepared", "spawned"),
                events.stream().sorted().toList());
    }

    @Test
    void crashes() throws Exception {
        assertEquals(
                Outcome.CRASHED,
                end(dive(Map.of("ends", "crash", "pause-ms", "0"))).outcome());
        assertTrue(said().contains("panic"));
    }

    @Test
    void converses() throws Exception {
        var dive = dive(Map.of("ends", "on-request", "pause-ms", "0"));
        type(dive, "help\recho ac\u007fb c\rnonsense\rflood\rexit 255\r");
        assertEquals(OptionalInt.of(255), end(dive).exitCode());
        var said = said();
        assertTrue(said.contains("echo TEXT") && said.contains("\r\nab c\r\n") && said.contains("nonsense: unknown"));
        assertTrue(said.contains("99999 the quick"));
    }

    @Test
    void crashesOnRequestAndEndsByControlD() throws Exception {
        var dive = dive(Map.of("ends", "on-request", "pause-ms", "0"));
        type(dive, "crash\r");
        assertEquals(Outcome.CRASHED, end(dive).outcome());
        var second = dive(Map.of("ends", "on-request", "pause-ms", "0", "status", "3"));
        type(second, "\u0004");
        assertEquals(OptionalInt.of(3), end(second).exitCode());
    }

    @Test
    void stopsWhileItBootsAndWhileItWaits() throws Exception {
        var booting = dive(Map.of("pause-ms", "5000"));
        booting.stopPolitely();
        assertEquals(Outcome.STOPPED, end(booting).outcome());
        var waiting = dive(Map.of("ends", "on-request", "pause-ms", "0"));
        waiting.stopHard();
        end(waiting);
    }

    @Test
    void playsSystemCallsOfEachKind() throws Exception {
        var dive = dive(Map.of("pause-ms", "0"));
        try (var source = dive.syscalls().orElseThrow()) {
            TimeUnit.MILLISECONDS.sleep(200);
            var first = source.read().orElseThrow();
            TimeUnit.MILLISECONDS.sleep(50);
            var second = source.read().orElseThrow();
            assertTrue(first.forwarded() > 0 && first.local() > 0 && first.total() < second.total());
        }
        end(dive);
    }

    private static void type(RunningDive dive, String text) {
        dive.consoles().getFirst().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
