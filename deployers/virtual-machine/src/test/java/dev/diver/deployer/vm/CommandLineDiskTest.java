package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks of packages: with the command line at byte 512, and as the first disks of other kernels. */
@Timeout(400)
class CommandLineDiskTest {
    private static final String OWN = "what the image's maker wrote";
    private TestBed bed;

    @BeforeEach
    void open() throws IOException {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void run(String... command) throws IOException, InterruptedException {
        var log = bed.root.resolve("tool.log");
        var process = new ProcessBuilder(command)
                .directory(bed.root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(
                process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0,
                () -> String.join(" ", command) + said(log));
    }

    private static String said(Path log) {
        try {
            return ": " + Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** A disk of 20 MiB, so that there is more than one table in what lies over it. */
    private Path disk(String format) throws Exception {
        var source = bed.root.resolve("disk.S");
        try (var in = CommandLineDiskTest.class.getResourceAsStream("disk.S")) {
            Files.write(source, in.readAllBytes());
        }
        var sector = bed.root.resolve("sector");
        run(
                "gcc",
                "-m32",
                "-nostdlib",
                "-static",
                "-Wl,--oformat=binary,-Ttext=0x7c00,--build-id=none",
                "-o",
                sector.toString(),
                source.toString());
        var bytes = Arrays.copyOf(Files.readAllBytes(sector), 20 << 20);
        System.arraycopy(OWN.getBytes(StandardCharsets.US_ASCII), 0, bytes, 512, OWN.length());
        bytes[bytes.length - 1] = 1;
        var raw = Files.write(bed.store.resolve("disk.raw"), bytes);
        if (format.equals("raw")) {
            return raw;
        }
        var image = bed.store.resolve("disk." + format);
        run("qemu-img", "convert", "-f", "raw", "-O", format, raw.toString(), image.toString());
        return image;
    }

    private static KernelManifest kernel(Path image, String format) {
        return Manifests.read("""
                {"name": "tiny", "version": "1", "family": "tiny", "summary": "A boot sector", "licence": "Apache-2.0",
                 "architecture": "amd64", "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "%s", "format": "%s"}],
                 "boot": [{"protocol": "bios-disk", "cpus": 1}], "args": {"channel": "disk-offset"},
                 "env": {"template": "--env=${name}=${value}"},
                 "exit": {"mode": "isa-debug-exit", "port": 244, "decode": "shift-1"}}
                """.formatted(image.getFileName(), format));
    }

    private String says(KernelManifest kernel, List<String> args) throws Exception {
        var dive =
                bed.dives(kernel).dive(bed.order(args, Map.of(), Optional.empty()), Progress.NONE, new Cancellation());
        var run = TestBed.end(dive);
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow(), run::toString);
        assertEquals(7, run.exitCode().orElseThrow());
        return TestBed.said(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "qcow2"})
    void argumentsStandOnTheDiskAndThePackageStays(String format) throws Exception {
        var image = disk(format);
        var before = Files.readAllBytes(image);
        var kernel = kernel(image, format);
        assertTrue(says(kernel, List.of()).contains(OWN));
        var said = says(kernel, List.of("/hello", "x".repeat(3000), "end"));
        assertTrue(said.contains("/hello xxx") && said.contains("x end\n"), said);
        assertArrayEquals(before, Files.readAllBytes(image));
    }

    /** Held against QEMU's own tools. */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "qcow2"})
    void whatLiesOverItDiffersInTheLineOnly(String format) throws Exception {
        var image = disk(format);
        var over = bed.root.resolve("over.qcow2");
        var line = "y".repeat(2000);
        CommandLineOverlay.write(new Preparation.CommandLineDisk(over, DiskImage.of(image, format), line));
        run("qemu-img", "check", "-q", over.toString());
        run(
                "qemu-img",
                "convert",
                "-O",
                "raw",
                over.toString(),
                bed.root.resolve("seen").toString());
        var wanted = Files.readAllBytes(bed.store.resolve("disk.raw"));
        System.arraycopy(line.getBytes(StandardCharsets.US_ASCII), 0, wanted, 512, line.length());
        // To the end of the last sector that it needs.
        Arrays.fill(wanted, 512 + line.length(), 512 + 2048, (byte) 0);
        assertArrayEquals(wanted, Files.readAllBytes(bed.root.resolve("seen")));
    }

    @Test
    void aLineThatDoesNotFitIsRefusedBeforeAnythingStarts() throws Exception {
        var kernel = kernel(disk("raw"), "raw");
        refused(Problem.Kind.INVALID, "too long", kernel, List.of("z".repeat(16_000)));
    }

    private void refused(Problem.Kind kind, String words, KernelManifest kernel, List<String> args) {
        var failure = assertThrows(
                DiverException.class,
                () -> bed.dives(kernel)
                        .explain(bed.order(args, Map.of(), Optional.empty()), Progress.NONE, new Cancellation()));
        assertEquals(kind, failure.problem().kind());
        assertTrue(failure.problem().text().contains(words), failure.problem().text());
    }

    /** A package from elsewhere must not make QEMU open this host's files. */
    @Test
    void aPackagesDiskThatLeadsElsewhereIsRefused() throws Exception {
        var over = bed.store.resolve("over.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", "-b", disk("raw").toString(), "-F", "raw", over.toString());
        refused(Problem.Kind.DAMAGED, "backing file", kernel(over, "qcow2"), List.of());
        refused(Problem.Kind.DAMAGED, "backing file", withDisk("over.qcow2", "qcow2"), List.of());
    }

    private static KernelManifest withDisk(String disk, String format) {
        return Manifests.read("""
                {"name": "tiny", "version": "1", "family": "tiny", "summary": "A kernel and a disk",
                 "licence": "Apache-2.0", "architecture": "amd64", "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "exits3"},
                               {"role": "boot", "path": "%s", "format": "%s"}],
                 "boot": [{"protocol": "multiboot1", "cpus": 1, "disks": ["%s"]}],
                 "exit": %s}
                """.formatted(disk, format, disk, Manifests.STATUS_PORT));
    }

    @Test
    void aDiskOfThePackageIsTheFirst() throws Exception {
        TinyGuest.exits(3, bed.store);
        disk("qcow2");
        Files.write(bed.project.resolve("own.img"), new byte[1 << 20]);
        var settings = Map.of("disks", "[{ file = \"own.img\" }]");
        var plan = bed.dives(withDisk("disk.qcow2", "qcow2"))
                .explain(bed.order(List.of(), settings, Optional.empty()), Progress.NONE, new Cancellation());
        var words = String.join(" ", plan.commands().getFirst());
        assertTrue(words.contains("id=package0,format=qcow2,file="), words);
        assertTrue(words.indexOf("drive=package0") < words.indexOf("drive=disk0"), words);
        assertTrue(words.contains("disk.qcow2,snapshot=on"), words);
        var run = TestBed.end(bed.dive(withDisk("disk.qcow2", "qcow2"), settings, Optional.empty()));
        assertEquals(3, run.exitCode().orElseThrow(), run::toString);
    }
}
