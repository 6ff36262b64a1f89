package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loader configuration with good programs, and with programs that are damaged in one place each. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class SnorkelLoaderTest {
    // Offsets in ELF64's header and program header: System V ABI, chapters 4 and 5.
    private static final int CLASS = 4;
    private static final int TYPE = 16;
    private static final int MACHINE = 18;
    private static final int ENTRY = 24;
    private static final int HEADERS = 32;
    private static final int HEADER_COUNT = 56;
    private static final int HEADER_SIZE = 56;
    private static final int LOAD = 1;
    private static final int NOTE = 4;

    @TempDir
    Path folder;

    private final Images images;

    SnorkelLoaderTest(Images images) {
        this.images = images;
    }

    private Guest loader() {
        return Guest.of(images.configuration("loader").resolve("boot/snorkel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module-hello", "module-fixed"})
    void runsAProgram(String module) throws Exception {
        var end = loader().module(images.test(module)).arguments("a \"b c\"").run();

        assertEquals("Hello from snorkel, with 2 arguments\n  a\n  b c\n", end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void givesAProgramAllCalls() throws Exception {
        var end = loader().module(images.test("module-calls")).cpus(2).run();

        assertEquals("""
                memory yes
                slept yes
                ticked yes
                processor 1 gave 7
                status 99
                """, end.output());
        assertEquals(OptionalInt.of(99), end.status());
    }

    @Test
    void saysWhereInTheProgramItCrashed() throws Exception {
        var end =
                loader().module(images.test("module-calls")).arguments("crash").run();

        var place = Pattern.compile("#0 0x[0-9a-f]+ \\+(0x[0-9a-f]+)").matcher(end.output());
        assertTrue(place.find(), end.output());
        var command = List.of("addr2line", "-fe", images.test("module-calls").toString(), place.group(1));
        assertEquals(
                "crash",
                SnorkelBuild.run(folder, 0, command).lines().findFirst().orElseThrow());
        assertEquals(255, end.exit());
    }

    @Test
    void wantsAProgram() throws Exception {
        assertRefused(loader().run(), "no boot module");
    }

    @Test
    void refusesAPlainLinuxProgram() throws Exception {
        var program = folder.resolve("linux");
        Files.writeString(folder.resolve("main.c"), "int main(void) { return 0; }\n");
        SnorkelBuild.run(folder, 0, List.of("gcc", "-static", "-nostartfiles", "-Wl,-e,main", "-o", "linux", "main.c"));

        assertRefused(loader().module(program).run(), "it was not linked with libsnorkel-app.a");
    }

    @Test
    void refusesAFixedProgramWhereThereIsNoMemory() throws Exception {
        var program = damaged("module-fixed", file -> {
            var count = file.getShort(HEADER_COUNT);
            for (var i = 0; i < count; i++) {
                var at = (int) file.getLong(HEADERS) + i * HEADER_SIZE + 16;
                file.putLong(at, file.getLong(at) + (1L << 30));
            }
            file.putLong(ENTRY, file.getLong(ENTRY) + (1L << 30));
        });

        assertRefused(loader().module(program).run(), "which are not free memory");
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("it is not an ELF file", file -> file.put(1, (byte) 'X')),
                damage("it is not a 64-bit x86 program", file -> file.put(CLASS, (byte) 1)),
                damage("it is not a 64-bit x86 program", file -> file.putShort(MACHINE, (short) 183)),
                damage("it is not an executable file", file -> file.putShort(TYPE, (short) 1)),
                damage("its program headers are damaged", file -> file.putShort(HEADER_COUNT, (short) 0)),
                damage("its program headers are damaged", file -> file.putLong(HEADERS, -8)),
                damage("the file is cut short", file -> file.putLong(header(file, LOAD) + 8, 1L << 40)),
                damage("the file is cut short", file -> file.putLong(header(file, LOAD) + 32, -1)),
                damage("both written and executed", file -> file.putInt(header(file, LOAD) + 4, 7)),
                damage("outside of the address space", file -> file.putLong(header(file, LOAD) + 40, 1L << 62)),
                damage("overlap or share a page", file -> file.putLong(header(file, LOAD) + 40, 0x2000)),
                damage("it needs a dynamic loader", file -> file.putInt(header(file, NOTE), 3)),
                damage("it uses thread-local storage", file -> file.putInt(header(file, NOTE), 7)),
                damage("its entry point is not in its code", file -> file.putLong(ENTRY, 0)),
                damage("its entry point is not in its code", file -> file.putLong(ENTRY, -1)),
                damage("another version of this kernel's ABI", file -> file.putInt(abiVersion(file), 2)),
                damage("it was not linked with libsnorkel-app.a", file -> file.put(abiVersion(file) - 8, (byte) 'S')));
    }

    private static Arguments damage(String reason, Consumer<ByteBuffer> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void refusesADamagedProgram(String reason, Consumer<ByteBuffer> change) throws Exception {
        assertRefused(loader().module(damaged("module-hello", change)).run(), reason);
    }

    @Test
    void refusesAProgramThatWasCutShort() throws Exception {
        var bytes = Files.readAllBytes(images.test("module-hello"));
        var program = folder.resolve("short");
        Files.write(program, Arrays.copyOf(bytes, 0x1800));

        assertRefused(loader().module(program).run(), "the file is cut short");
    }

    /** {@code kernel/elf.c} itself, built for the host with sanitizers, on a hundred thousand random variants. */
    @Test
    void survivesRandomDamage() throws Exception {
        var sources = SnorkelBuild.sources();
        SnorkelBuild.run(
                sources,
                0,
                List.of(
                        "gcc",
                        "-g",
                        "-O1",
                        "-fsanitize=address,undefined",
                        "-fno-sanitize-recover=all",
                        "-idirafter",
                        "include",
                        "-o",
                        folder.resolve("fuzz").toString(),
                        "test/host/elf-fuzz.c",
                        "kernel/elf.c"));
        for (var module : List.of("module-hello", "module-fixed")) {
            var said = SnorkelBuild.run(
                    folder,
                    0,
                    List.of("timeout", "60", "./fuzz", images.test(module).toString(), "50000", "20261124"));
            assertTrue(said.matches("refused [1-9]\\d{3,}, loaded [1-9]\\d{3,}\\s*"), said);
        }
    }

    private static void assertRefused(Guest.End end, String reason) {
        assertTrue(end.output().startsWith("snorkel: panic: "), end.output());
        assertTrue(end.output().contains(reason), end.output());
        assertEquals(255, end.exit());
        assertTrue(end.status().isEmpty());
    }

    private Path damaged(String module, Consumer<ByteBuffer> change) throws IOException {
        var bytes = Files.readAllBytes(images.test(module));
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return Files.write(folder.resolve("damaged"), bytes);
    }

    /** The offset of the first program header of a type. */
    private static int header(ByteBuffer file, int type) {
        for (var at = (int) file.getLong(HEADERS); ; at += HEADER_SIZE) {
            if (file.getInt(at) == type) {
                return at;
            }
        }
    }

    /** The offset of the version in the note of {@code snorkel/abi.h}. */
    private static int abiVersion(ByteBuffer file) {
        var text = new String(file.array(), StandardCharsets.ISO_8859_1);
        return text.indexOf("\b\0\0\0\4\0\0\0\1\0\0\0snorkel\0") + 20;
    }
}
