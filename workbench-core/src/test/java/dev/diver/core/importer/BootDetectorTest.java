package dev.diver.core.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.importer.KernelImporter.Proposal;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.net.FakeCatalog;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On bytes that real tools made: gcc and ld for ELF files, qemu-img for disks. */
@Timeout(60)
class BootDetectorTest {
    private static final String MULTIBOOT1 =
            ".section .head,\"a\"\n.align 4\n.long 0x1BADB002, %1$s, -(0x1BADB002 + %1$s)\n";
    private static final String MULTIBOOT2 =
            ".section .head,\"a\"\n.align 8\n" + ".long 0xE85250D6, 0, 24, -(0xE85250D6 + 24)\n.short 0, 0\n.long 8\n";
    private static final String NOTE =
            ".section .note.x,\"a\",@note\n.align 4\n.long 2f-1f, 4f-3f, %2$s\n1: .asciz \"%1$s\"\n2: .align 4\n"
                    + "3: .long %3$s\n4: .align 4\n";
    private static final String CODE = ".text\n.globl _start\n_start: hlt\n";

    @TempDir
    Path temp;

    private SourceImporter importer;

    @BeforeEach
    void importer() throws IOException {
        importer =
                TestImporter.of(temp.resolve("home"), temp.resolve("assets"), new FakeCatalog(temp.resolve("kernel")));
    }

    private Path elf(String name, int bits, String... parts) throws IOException {
        var source = temp.resolve(name + ".S");
        Files.writeString(source, CODE + String.join("", parts));
        var script = temp.resolve("layout.ld");
        Files.writeString(
                script,
                "SECTIONS { . = 1M; .head : { KEEP(*(.head)) } .notes : { *(.note.*) } .text : { *(.text) } }\n");
        var out = temp.resolve(name);
        run(
                "gcc",
                "-m" + bits,
                "-nostdlib",
                "-static",
                "-no-pie",
                "-Wl,-n,--build-id=none",
                "-T",
                script.toString(),
                "-o",
                out.toString(),
                source.toString());
        return out;
    }

    private Proposal inspect(Path file) {
        try (var opened = importer.open(Source.of(file), Progress.NONE, new Cancellation())) {
            return opened.proposal();
        }
    }

    private void run(String... command) throws IOException {
        var result = new HostProgram(System.getenv("PATH"))
                .run(List.of(command), temp, Duration.ofSeconds(20), new Cancellation());
        assertTrue(result.ok(), result.output());
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(temp.resolve(name), content);
    }

    private static byte[] with(int size, Object... places) {
        var bytes = new byte[size];
        for (var i = 0; i < places.length; i += 2) {
            var text = ((String) places[i + 1]).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(text, 0, bytes, (Integer) places[i], text.length);
        }
        return bytes;
    }

    private static List<String> names(Proposal proposal) {
        return proposal.markers().stream().map(Marker::name).toList();
    }

    private static Boot boot(Proposal proposal) {
        return proposal.manifest().orElseThrow().boot().getFirst();
    }

    private static void bootsBy(BootProtocol protocol, Wrapper wrapper, Proposal proposal) {
        assertEquals(protocol, boot(proposal).protocol(), proposal.toString());
        assertEquals(wrapper, boot(proposal).wrapper(), proposal.toString());
    }

    @Test
    void pvhByItsNote() throws IOException {
        var proposal = inspect(elf("pvh.elf", 64, NOTE.formatted("Xen", "18", "0x100000")));
        assertEquals(List.of("elf64", "pvh"), names(proposal));
        assertEquals("entry 0x100000", proposal.markers().get(1).detail());
        bootsBy(BootProtocol.PVH, Wrapper.NONE, proposal);
        assertEquals("pvh:0.0.0", proposal.manifest().orElseThrow().reference().toString());
    }

    @Test
    void multiboot1In32And64Bits() throws IOException {
        bootsBy(BootProtocol.MULTIBOOT1, Wrapper.NONE, inspect(elf("mb32", 32, MULTIBOOT1.formatted("0"))));
        var wide = inspect(elf("mb64", 64, MULTIBOOT1.formatted("0")));
        bootsBy(BootProtocol.MULTIBOOT1, Wrapper.ELF32, wide);
        assertTrue(wide.explanation().contains("32-bit"), wide.explanation());
        var addressed = MULTIBOOT1.formatted("0x10000") + ".long 0x100000, 0x100000, 0, 0, 0x100020\n";
        bootsBy(BootProtocol.MULTIBOOT1, Wrapper.NONE, inspect(elf("mb64a", 64, addressed)));
    }

    @Test
    void multiboot2AloneGoesOnAnIso() throws IOException {
        var proposal = inspect(elf("mb2", 64, MULTIBOOT2));
        bootsBy(BootProtocol.MULTIBOOT2, Wrapper.GRUB_ISO, proposal);
        assertTrue(proposal.explanation().contains("GRUB ISO"), proposal.explanation());
    }

    @Test
    void severalMarkersAreAllShownAndRanked() throws IOException {
        var proposal = inspect(
                elf("both", 32, MULTIBOOT1.formatted("0"), NOTE.formatted("Xen", "18", "0x100000"), MULTIBOOT2));
        assertEquals(List.of("multiboot1", "multiboot2", "elf32", "pvh"), names(proposal));
        assertEquals(
                List.of(BootProtocol.PVH, BootProtocol.MULTIBOOT1, BootProtocol.MULTIBOOT2),
                proposal.manifest().orElseThrow().boot().stream()
                        .map(Boot::protocol)
                        .toList());
        assertTrue(proposal.explanation().contains("3 ways"), proposal.explanation());
    }

    @Test
    void aBzImageWithAMultibootHeaderInside() throws IOException {
        var lnx = with(
                4096,
                510,
                "\u0055\u00aa",
                0x202,
                "HdrS\u000f\u0002",
                0x400,
                "\u0002\u00b0\u00ad\u001b\0\0\0\0\u00fe\u004f\u0052\u00e4");
        var proposal = inspect(file("lnx.img", lnx));
        assertEquals(List.of("linux-bzimage", "multiboot1"), names(proposal));
        assertEquals("protocol 2.15", proposal.markers().getFirst().detail());
        bootsBy(BootProtocol.LINUX_BZIMAGE, Wrapper.NONE, proposal);
    }

    @Test
    void gzipIsLookedInto() throws IOException {
        var plain = Files.readAllBytes(elf("packed", 32, MULTIBOOT1.formatted("0")));
        var gz = temp.resolve("kernel.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(plain);
        }
        var proposal = inspect(gz);
        assertEquals("gzip", names(proposal).getFirst());
        bootsBy(BootProtocol.MULTIBOOT1, Wrapper.GUNZIP, proposal);
        assertThrows(DiverException.class, () -> inspect(file("cut.gz", Arrays.copyOf(Files.readAllBytes(gz), 40))));
    }

    @Test
    void disksAndCds() throws IOException {
        run("qemu-img", "create", "-q", "-f", "qcow2", temp.resolve("d.qcow2").toString(), "1M");
        var qcow2 = inspect(temp.resolve("d.qcow2"));
        bootsBy(BootProtocol.BIOS_DISK, Wrapper.NONE, qcow2);
        assertEquals(
                "qcow2", qcow2.manifest().orElseThrow().artifacts().getFirst().format());
        bootsBy(BootProtocol.BIOS_DISK, Wrapper.NONE, inspect(file("mbr.img", with(1024, 510, "\u0055\u00aa"))));
        var iso = with(0x9000, 0x8001, "CD001", 0x8807, "EL TORITO SPECIFICATION");
        bootsBy(BootProtocol.ISO, Wrapper.NONE, inspect(file("a.iso", iso)));
        var data = inspect(file("data.iso", with(0x9000, 0x8001, "CD001")));
        assertTrue(data.manifest().isEmpty() && data.explanation().contains("boot record"), data.explanation());
    }

    @Test
    void whatCannotBootHereIsExplained() throws IOException {
        explained("Solo5", inspect(elf("hvt", 64, NOTE.formatted("Solo5", "0x31494241", "1"))));
        explained("Hermit", inspect(elf("hermit", 64, NOTE.formatted("HERMIT", "0x5a00", "1"))));
        explained("arm64", inspect(file("Image", with(256, 0x38, "ARMd"))));
        explained("EFI", inspect(file("x.efi", with(256, 0, "MZ"))));
        explained("no boot header", inspect(elf("plain", 64)));
        explained("no kernel", inspect(file("notes.txt", "Dear diary".getBytes(StandardCharsets.UTF_8))));
        explained("no kernel", inspect(file("empty", new byte[0])));
        explained("kernel.json", inspect(temp));
    }

    private static void explained(String words, Proposal proposal) {
        assertTrue(proposal.manifest().isEmpty(), proposal.toString());
        assertTrue(proposal.explanation().contains(words), proposal.explanation());
    }

    @Test
    void noMutilationFailsOrHangs() throws IOException {
        var seeds = new ArrayList<byte[]>();
        seeds.add(Files.readAllBytes(
                elf("s1", 64, MULTIBOOT1.formatted("0"), NOTE.formatted("Solo5", "0x31494241", "1"), MULTIBOOT2)));
        seeds.add(Files.readAllBytes(elf("s2", 32, NOTE.formatted("Xen", "18", "0x100000"))));
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++) {
            var bytes = seeds.get(round % 2).clone();
            for (var hits = 1 + random.nextInt(30); hits > 0; hits--) {
                // Mostly in the headers, where offsets and counts are.
                var within = random.nextBoolean() ? Math.min(256, bytes.length) : bytes.length;
                bytes[random.nextInt(within)] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt());
            }
            var content = new KernelBytes(bytes, bytes.length, false);
            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                var ways = new Ways(BootDetector.markers(content));
                assertFalse(ways.format().isEmpty() || ways.whyNot().isEmpty());
            });
        }
    }
}
