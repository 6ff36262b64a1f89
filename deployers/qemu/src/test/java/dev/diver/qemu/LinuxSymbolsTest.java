package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small ELF files stand for a kernel and its symbols, packed as kernels are by the programs that Linux's build uses. */
@Timeout(60)
class LinuxSymbolsTest {
    private static final String BUILD = "00112233445566778899aabbccddeeff00112233";
    private static final String OTHER = "ff112233445566778899aabbccddeeff00112233";
    private static final String VERSION = "6.1.0-49-cloud-amd64";

    @TempDir
    Path folder;

    private Path debug;

    @BeforeEach
    void begin() throws Exception {
        debug = Files.createDirectories(folder.resolve("debug"));
    }

    private Path kernel(String build, Path file) throws Exception {
        var source = Files.writeString(folder.resolve("kernel.c"), "void _start(void) {}\n");
        Files.createDirectories(file.getParent());
        run(
                Optional.empty(),
                "gcc",
                "-nostdlib",
                "-static",
                "-no-pie",
                "-Wl,--build-id=0x" + build,
                "-o",
                file.toString(),
                source.toString());
        return file;
    }

    /** What it says, with that as its input. */
    private byte[] run(Optional<Path> input, String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectInput(input.orElse(Path.of("/dev/null")).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor(), () -> List.of(command).toString());
        return said;
    }

    /** A bzImage in as much as a boot loader looks at it. */
    private Path image(String... packer) throws Exception {
        var packed = run(Optional.of(kernel(BUILD, folder.resolve("packed/vmlinux"))), packer);
        var header = ByteBuffer.allocate(3 * 512).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0x1f1, (byte) 2).putInt(0x202, 0x53726448).putShort(0x206, (short) 0x20f);
        header.putShort(0x20e, (short) 0x300).putInt(0x248, 100).putInt(0x24c, packed.length + 4);
        header.put(0x500, (VERSION + " (someone@example) #1 SMP\0").getBytes(StandardCharsets.US_ASCII));
        var image = new ByteArrayOutputStream();
        image.write(header.array());
        image.write(new byte[100]);
        image.write(packed);
        // As Linux's scripts/Makefile.lib does: how large it is when unpacked.
        image.write(new byte[] {0, 0x40, 0, 0});
        return Files.write(folder.resolve("vmlinuz"), image.toByteArray());
    }

    private LinuxSymbols find(Path image) {
        var options = JsonNodeFactory.instance.objectNode().put("debug-files", "debug");
        return LinuxSymbols.of(image, options, folder);
    }

    private static SymbolFile symbols(Path file) {
        return new SymbolFile(file, "Linux", OptionalLong.empty(), Optional.of(BUILD), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -nc", "xz -c --check=crc32", "zstd -qc", "lz4 -l -c"})
    void ofTheSameBuildAreTakenHoweverTheKernelIsPacked(String packer) throws Exception {
        var file = kernel(BUILD, debug.resolve("boot/vmlinux-" + VERSION));

        assertEquals(new LinuxSymbols(Optional.of(symbols(file)), Optional.empty()), find(image(packer.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/modules/" + VERSION + "/vmlinux", "vmlinux-" + VERSION})
    void areWhereOthersHaveThem(String place) throws Exception {
        var file = kernel(BUILD, debug.resolve(place));

        assertEquals(Optional.of(symbols(file)), find(image("gzip", "-nc")).symbols());
    }

    @Test
    void ofAnotherBuildAreLeftAloneAndLookedForByTheirBuild() throws Exception {
        var other = kernel(OTHER, debug.resolve("boot/vmlinux-" + VERSION));
        var image = image("gzip", "-nc");

        var found = find(image);
        assertEquals(Optional.empty(), found.symbols());
        var note = found.note().orElseThrow();
        assertTrue(note.startsWith("A debugger shows Linux " + VERSION + " by addresses: " + other), note);
        assertTrue(note.endsWith("is of another build than what boots, which is " + BUILD + "."), note);

        var byBuild = kernel(BUILD, debug.resolve(".build-id/00/" + BUILD.substring(2) + ".debug"));
        assertEquals(new LinuxSymbols(Optional.of(symbols(byBuild)), Optional.empty()), find(image));
    }

    @Test
    void whoHasNoneIsToldWhereTheyComeFrom() throws Exception {
        var image = image("gzip", "-nc");

        for (var round = 0; round < 2; round++) {
            var note = find(image).note().orElseThrow();
            assertTrue(note.contains(debug + " has no symbols of it"), note);
            assertTrue(note.endsWith("the package linux-image-" + VERSION + "-dbg."), note);
            Files.createDirectories(debug.resolve(".build-id"));
        }
    }

    @Test
    void whatIsDamagedOrNoLinuxHasNone() throws Exception {
        kernel(BUILD, debug.resolve("boot/vmlinux-" + VERSION));
        var image = image("gzip", "-nc");
        var bytes = Files.readAllBytes(image);
        Files.write(image, java.util.Arrays.copyOf(bytes, 1700));
        assertTrue(
                find(image).note().orElseThrow().contains("could not be read: " + image + " is damaged"),
                () -> find(image).toString());
        bytes[3 * 512 + 100] = 7;
        Files.write(image, bytes);
        assertTrue(
                find(image).note().orElseThrow().contains("packed in an unknown way"),
                () -> find(image).toString());
        for (var file : List.of(kernel(BUILD, folder.resolve("elf")), folder.resolve("none"), empty())) {
            assertEquals(new LinuxSymbols(Optional.empty(), Optional.empty()), find(file), file.toString());
        }
    }

    private Path empty() throws IOException {
        return Files.write(folder.resolve("empty"), new byte[0]);
    }
}
