package dev.diver.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetReaderTest {
    private static final Path DIRECTORY = Path.of("/project");
    private static final Map<Mode, OptionSchema> MODES = Map.of(
            Mode.VM,
            new OptionSchema(List.of(
                    new Option("cpus", "", new Type.Whole(1, 8), "1", "Processors."),
                    new Option("memory", "", new Type.Size(), "", "Memory."),
                    new Option(
                            "disks",
                            "",
                            new Type.Many(new Type.Table(List.of(
                                    new Option("file", "", new Type.File(), "", "File."),
                                    new Option("snapshot", "", new Type.Flag(), "", "Flag.")))),
                            "",
                            "Disks."))));
    private static final String GOOD = """
            [net]
            name = "hello"

            [kernel]
            ref = "snorkel:0.1.0"

            [app]
            program = "build/hello"
            args = ["a", "b c"]
            env = { COLOR = "1" }
            files = { "/data/in" = "data/in.bin" }
            outputs = ["/data/out"]

            [dive]
            mode = "vm"

            [dive.vm]
            cpus = 2
            memory = "64MiB"
            disks = [{ file = "a.img", snapshot = true }]
            """;

    @Test
    void readsAllThatIsThere() {
        var net = NetReader.read(DIRECTORY, GOOD, MODES).net().orElseThrow();
        assertEquals("hello", net.name());
        assertEquals("0.1.0", net.version());
        assertEquals("snorkel:0.1.0", net.kernel().toString());
        assertEquals(List.of("a", "b c"), net.args());
        assertEquals(Map.of("COLOR", "1"), net.env());
        assertEquals(Map.of("/data/in", "data/in.bin"), net.files());
        assertEquals(2, net.options().get(Mode.VM).get("cpus").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name = "hello"      | name = 7               | 2 | expected a text
                    name = "hello"      | nmae = "hello"         | 2 | Did you mean "name"
                    name = "hello"      | name = "Hello World"   | 2 | is no name
                    ref = "snorkel:0.1.0" | ref = "Snorkel!"     | 5 | not a kernel reference
                    program = "build/hello" | program = "../x"   | 8 | outside of the project
                    program = "build/hello" | program = "a/../../x" | 8 | outside of the project
                    args = ["a", "b c"] | args = "a"             | 9 | expected a list
                    args = ["a", "b c"] | args = ["a", 3]        | 9 | app.args.1
                    COLOR = "1"         | "A B" = "1"            | 10 | no name of an environment variable
                    "/data/in" =        | "data/in" =            | 11 | absolute path
                    "/data/out"         | "/data/../etc/x"       | 12 | absolute path
                    mode = "vm"         | mode = "vn"            | 15 | Did you mean "vm"
                    cpus = 2            | cpus = 9               | 18 | from 1 to 8
                    cpus = 2            | cpu = 2                | 18 | Did you mean "cpus"
                    memory = "64MiB"    | memory = "64MB"        | 19 | amount of memory
                    snapshot = true     | snapshot = "yes"       | 20 | true or false
                    [app]               | [ap]                   | 7 | Did you mean "app"
                    [app]               | [app                   | 7 | expected ]
                    """)
    void eachErrorHasItsLineAndSaysWhatToDo(String right, String wrong, int line, String words) {
        assertTrue(GOOD.contains(right), right);
        var problems =
                NetReader.read(DIRECTORY, GOOD.replace(right, wrong), MODES).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().message().contains(words), problems.toString());
        assertEquals(line, problems.getFirst().line(), problems.toString());
        assertTrue(problems.getFirst().column() >= 1);
    }

    @Test
    void aProgramMayBeOneOfTheHost() {
        var text = GOOD.replace("build/hello", "/usr/bin/bzip2");
        assertEquals(
                Optional.of("/usr/bin/bzip2"),
                NetReader.read(DIRECTORY, text, MODES).net().orElseThrow().program());
    }

    @Test
    void saysWhatOthersFindItBy() {
        assertEquals(
                Net.About.NOTHING,
                NetReader.read(DIRECTORY, GOOD, MODES).net().orElseThrow().about());
        var said = "summary = \"Says hello\"\ntags = [\"teaching\", \"serial\"]\n";
        var text = GOOD.replace("[kernel]", said + "[kernel]");
        assertEquals(
                new Net.About("Says hello", List.of("teaching", "serial")),
                NetReader.read(DIRECTORY, text, MODES).net().orElseThrow().about());
        var unfit = text.replace("Says", "Says\\u202e").replace("\"serial\"", "\"of two words\"");
        assertEquals(
                List.of(
                        "net.summary is not one line of plain text of at most 200 characters.",
                        "net.tags: \"of two words\" is no tag. Use lower-case letters, digits, \".\", \"_\", \"+\" and \"-\"."),
                NetReader.read(DIRECTORY, unfit, MODES).problems().stream()
                        .map(NetProblem::message)
                        .toList());
    }

    @Test
    void allErrorsAreToldAtOnce() {
        var text = GOOD.replace("cpus = 2", "cpus = 0").replace("name = \"hello\"", "nam = 1");
        var lines = NetReader.read(DIRECTORY, text, MODES).problems().stream()
                .map(NetProblem::line)
                .toList();
        assertEquals(List.of(2, 18), lines);
    }

    @Test
    void anyTextIsReadToItsEndWithoutAFailure() {
        var random = new Random(3);
        for (var round = 0; round < 3000; round++) {
            var text = new StringBuilder(GOOD);
            for (var changes = 1 + random.nextInt(6); changes > 0; changes--) {
                var at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "[]{}=\"'.,#\n\t \\u0".charAt(random.nextInt(16)));
                    default -> text.setCharAt(at, (char) random.nextInt(300));
                }
            }
            var reading = NetReader.read(DIRECTORY, text.toString(), MODES);
            assertEquals(reading.problems().isEmpty(), reading.net().isPresent());
        }
    }
}
