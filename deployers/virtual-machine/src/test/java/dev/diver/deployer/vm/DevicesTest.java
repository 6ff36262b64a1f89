package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.Console;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every option of {@code [dive.vm]} on a real machine, as far as a host without its hardware can. */
@Timeout(400)
class DevicesTest {
    private TestBed bed;

    @BeforeEach
    void open() throws Exception {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private RunRecord exitsWith(Map<String, String> settings) throws Exception {
        var image = TinyGuest.exits(3, bed.store).getFileName().toString();
        var run = TestBed.end(bed.dive(Manifests.tiny(image), settings, Optional.empty()));
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow(), run::toString);
        assertEquals(3, run.exitCode().orElseThrow());
        return run;
    }

    @Test
    void disksNetworkProcessorsAndMemory() throws Exception {
        try (var disk = new RandomAccessFile(bed.project.resolve("a, disk.img").toFile(), "rw")) {
            disk.setLength(1 << 20);
        }
        var made = new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", "b.qcow2", "4M")
                .directory(bed.project.toFile())
                .start();
        assertTrue(made.waitFor(120, TimeUnit.SECONDS) && made.exitValue() == 0);
        var settings = new HashMap<String, String>();
        settings.put(
                "disks",
                "[{ file = \"a, disk.img\" }, { file = \"b.qcow2\", format = \"qcow2\", snapshot = false }, { file = \""
                        + bed.project + "/a, disk.img\", read-only = true }]");
        settings.put("network", "user");
        settings.put("cpus", "2");
        settings.put("memory", "96MiB");
        settings.put("cpu", "qemu64,+ssse3");
        settings.put("consoles", "serial,virtio,serial,virtio");
        var run = exitsWith(settings);
        assertTrue(Files.exists(run.console().resolveSibling("console-virtio2.log")));
    }

    @Test
    void eachMachine() throws Exception {
        exitsWith(Map.of("machine", "q35"));
        exitsWith(Map.of("machine", "pc", "accelerator", "tcg"));
    }

    @Test
    void breaksAndTheKeyboardReachTheGuest() throws Exception {
        var image = TinyGuest.that("tells-signals", bed.store).getFileName().toString();
        var dive = bed.dive(
                Manifests.tiny(image), Map.of("consoles", "serial,virtio"), Optional.of(Duration.ofSeconds(300)));
        var serial = dive.consoles().getFirst();
        assertEquals(Set.of(Console.Signal.BREAK, Console.Signal.CTRL_ALT_DELETE), serial.signals());
        assertEquals(
                Set.of(Console.Signal.CTRL_ALT_DELETE),
                dive.consoles().getLast().signals(),
                "a virtio console knows no break");
        ConsoleSays.await(dive, "hello");
        serial.signal(Console.Signal.BREAK);
        ConsoleSays.await(dive, "a break");
        serial.signal(Console.Signal.CTRL_ALT_DELETE);
        var run = TestBed.end(dive);
        assertTrue(TestBed.said(run).contains("the delete key"), run::toString);
    }

    @Test
    void processorsArePinned() throws Exception {
        var image = TinyGuest.that("hangs", bed.store).getFileName().toString();
        var dive = bed.dive(Manifests.tiny(image), Map.of("cpus", "2", "pinning", "[1, 0]"), Optional.empty());
        var tasks = Path.of("/proc/" + dive.record().guest().orElseThrow() + "/task");
        var bound = false;
        for (var deadline = System.nanoTime() + 120_000_000_000L; !bound && System.nanoTime() < deadline; ) {
            var masks = new HashMap<String, Integer>();
            try (var threads = Files.list(tasks)) {
                for (var thread : threads.toList()) {
                    allowed(thread).ifPresent(processors -> masks.merge(processors, 1, Integer::sum));
                }
            }
            bound = masks.getOrDefault("0", 0) == 1 && masks.getOrDefault("1", 0) == 1;
            Thread.sleep(20);
        }
        dive.kill();
        TestBed.end(dive);
        assertTrue(bound, "no thread for each of the two host processors");
    }

    /** Empty where the thread is gone by now. */
    private static Optional<String> allowed(Path thread) throws IOException {
        try (var lines = Files.lines(thread.resolve("status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.split("\\s+")[1])
                    .findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    @Test
    void argumentsEnvironmentAndModulesArrive() throws Exception {
        Files.writeString(bed.store.resolve("module,1"), "the module's content");
        var image =
                TinyGuest.that("tells-command-line", bed.store).getFileName().toString();
        var more = """
                "args": {"channel": "append", "separator": "--", "quoting": "double"},""";
        var manifest = Manifests.tiny(image, Manifests.STATUS_PORT, more);
        manifest = withModule(manifest);
        var dive = bed.dives(manifest)
                .dive(
                        bed.order(
                                List.of("--greet", "big \"world\"", ""),
                                Map.of("kernel-args", "debug=1,2"),
                                Optional.empty()),
                        Progress.NONE,
                        new Cancellation());
        var said = TestBed.said(TestBed.end(dive));
        assertTrue(said.contains("debug=1,2 -- --greet \"big \\\"world\\\"\" \"\""), said);
        assertTrue(said.contains("second --flag=1,2"), said);
        assertTrue(said.contains("the module's content"), said);
    }

    private static KernelManifest withModule(KernelManifest manifest) {
        var json = new String(new dev.diver.core.kernel.KernelManifestFormat().write(manifest), StandardCharsets.UTF_8);
        return Manifests.read(json.replaceFirst(
                "\"protocol\" : \"multiboot1\",",
                "\"protocol\" : \"multiboot1\", \"modules\": [{\"path\": \"module,1\", \"commandLine\":"
                        + " \"second --flag=1,2\"}],"));
    }

    @Test
    void aGzippedKernelIsUnpackedOnce() throws Exception {
        var image = TinyGuest.exits(3, bed.store);
        var packed = new ProcessBuilder("gzip", image.toString()).start();
        assertEquals(0, packed.waitFor());
        var manifest = wrapped(image.getFileName() + ".gz", "gunzip");
        for (var i = 0; i < 2; i++) {
            var run = TestBed.end(bed.dive(manifest));
            assertEquals(3, run.exitCode().orElseThrow(), run::reason);
        }
        try (var made = Files.list(bed.home.cache().resolve("prepared"))) {
            assertEquals(1, made.count());
        }
    }

    private static KernelManifest wrapped(String image, String wrapper) {
        var json = new String(
                new dev.diver.core.kernel.KernelManifestFormat().write(Manifests.tiny(image)), StandardCharsets.UTF_8);
        return Manifests.read(json.replace("\"wrapper\" : \"none\"", "\"wrapper\" : \"" + wrapper + "\""));
    }

    @Test
    void a64BitMultibootKernelBootsAsElf32() throws Exception {
        TinyGuest.exits(3, bed.store);
        var converted = new ProcessBuilder("objcopy", "-O", "elf64-x86-64", "exits3", "exits3.elf64")
                .directory(bed.store.toFile())
                .start();
        assertEquals(0, converted.waitFor());
        var refused = TestBed.end(bed.dive(Manifests.tiny("exits3.elf64")));
        assertEquals(Outcome.FAILED, refused.outcome().orElseThrow(), "QEMU takes it by now");
        assertTrue(refused.reason().contains("x86-64"), refused::reason);
        var run = TestBed.end(bed.dive(wrapped("exits3.elf64", "elf32")));
        assertEquals(3, run.exitCode().orElseThrow(), run::reason);
    }

    @Test
    void aFileThatCannotBeConvertedIsExplained() throws Exception {
        Files.writeString(bed.store.resolve("text"), "no kernel at all");
        var problem = assertThrows(DiverException.class, () -> bed.dive(wrapped("text", "elf32")))
                .problem();
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        // The dive had begun, so there is a record of it.
        var run = bed.runs.find("latest").orElseThrow();
        assertEquals(Outcome.FAILED, run.outcome().orElseThrow());
        assertTrue(Files.notExists(bed.folders.runtime(run.run())));
    }

    @Test
    void aToolThatIsMissingIsNamedBeforeAnythingStarts() throws Exception {
        var programs = Files.createDirectories(bed.root.resolve("programs"));
        for (var program : List.of("qemu-system-x86_64", "setpriv")) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
        }
        try (var without = new TestBed(Files.createTempDirectory(Path.of("/tmp"), "dv"), programs.toString())) {
            TinyGuest.exits(3, without.store);
            var problem = assertThrows(DiverException.class, () -> without.dive(wrapped("exits3", "grub-iso")))
                    .problem();
            assertEquals(Problem.Kind.MISSING_TOOL, problem.kind());
            assertTrue(problem.remedy().contains("apt-get install"), problem::remedy);
            assertEquals(0, without.runs.list(1).size());
        }
    }

    @Test
    void aMultiboot2KernelIsStartedByGrub() throws Exception {
        TinyGuest.exitsByMultiboot2(3, bed.store);
        var json = new String(
                new dev.diver.core.kernel.KernelManifestFormat().write(wrapped("second3", "grub-iso")),
                StandardCharsets.UTF_8);
        var run = TestBed.end(bed.dive(Manifests.read(json.replace("multiboot1", "multiboot2"))));
        assertEquals(3, run.exitCode().orElseThrow(), run::reason);
        assertTrue(TestBed.said(run).contains("hello from a tiny guest"));
    }

    @Test
    void aMissingDiskIsNamedBeforeAnythingStarts() {
        var problem = assertThrows(DiverException.class, () -> exitsWith(Map.of("disks", "[{ file = \"none.img\" }]")))
                .problem();
        assertEquals(Problem.Kind.NOT_FOUND, problem.kind());
        assertTrue(problem.what().contains("none.img"));
    }

    @Test
    void aMissingDeviceOfTheHostIsNamed() {
        var problem = assertThrows(DiverException.class, () -> exitsWith(Map.of("passthrough", "0000:ff:1f.7")))
                .problem();
        assertEquals(Problem.Kind.NOT_FOUND, problem.kind());
    }
}
