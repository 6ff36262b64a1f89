package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crash tells, and that it ends the guest as crashed. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class SnorkelCrashTest {
    private static final Pattern ADDRESS = Pattern.compile("    #\\d+ (0x[0-9a-f]+)");
    private final Images images;

    SnorkelCrashTest(Images images) {
        this.images = images;
    }

    private static void assertCrashed(Guest.End end) {
        assertEquals(255, end.exit(), end.output());
        assertTrue(end.status().isEmpty(), "a status although it crashed");
        assertTrue(
                Pattern.compile("^snorkel: crash: ", Pattern.MULTILINE)
                        .matcher(end.output())
                        .find(),
                end.output());
        assertFalse(end.output().contains("after"), end.output());
    }

    private List<String> functions(String kernel, String output) throws Exception {
        var command =
                new ArrayList<>(List.of("addr2line", "-fe", images.test(kernel).toString()));
        ADDRESS.matcher(output).results().map(match -> match.group(1)).forEach(command::add);
        return SnorkelBuild.run(Path.of("/"), 0, command).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "null,page fault (exception 14,'writing to 0x0, which is a null pointer'",
        "far,page fault (exception 14,'writing to 0x700000000000, which is not mapped'",
        "code,page fault (exception 14,which is protected",
        "execute,page fault (exception 14,executing 0x",
        "divide,division by zero (exception 0,rip 0",
        "invalid,invalid instruction (exception 6,rip 0",
    })
    void saysWhatAndWhere(String what, String name, String detail) throws Exception {
        var end = Guest.of(images.test("fault")).arguments(what).run();

        assertCrashed(end);
        assertTrue(end.output().contains("snorkel: crash: " + name), end.output());
        assertTrue(end.output().contains(detail), end.output());
        var functions = functions("fault", end.output());
        var expected = List.of("innermost", "middle", "main");
        assertEquals(
                what.equals("execute") ? expected.subList(1, 3) : expected,
                functions.stream().filter(expected::contains).toList());
        assertTrue(functions.stream().anyMatch(line -> line.matches(".*test/fault\\.c:\\d+.*")), functions.toString());
    }

    @Test
    void recognisesAFullStack() throws Exception {
        var end = Guest.of(images.test("overflow")).run();

        assertCrashed(end);
        assertTrue(end.output().contains("stack overflow: all 256 KiB of the stack"), end.output());
        assertTrue(
                Pattern.compile("#1 0x[0-9a-f]+ \\d{3} times")
                        .matcher(end.output())
                        .find(),
                end.output());
    }

    @ParameterizedTest
    @CsvSource({"null,reading from 0x0", "overflow,stack overflow: all 64 KiB"})
    void reportsWhatHappensOnAnotherProcessor(String what, String detail) throws Exception {
        var end =
                Guest.of(images.test("crash-elsewhere")).arguments(what).cpus(2).run();

        assertCrashed(end);
        assertTrue(end.output().contains("on processor 1\n"), end.output());
        assertTrue(end.output().contains(detail), end.output());
    }
}
