package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each template as {@code diver new} fills it in: it builds, incrementally, and prints what its test expects. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class TemplatesTest {
    private static final String COMMAND_LINE = "quiet env.COLOR=blue -- --greet world";

    @TempDir
    Path folder;

    private final Images images;

    TemplatesTest(Images images) {
        this.images = images;
    }

    /** A project called hello, with the SDK of that configuration, if any. */
    private Path project(String template, String configuration) throws Exception {
        var project = folder.resolve("a-project");
        SnorkelBuild.run(
                folder,
                0,
                List.of(
                        "cp",
                        "-r",
                        SnorkelBuild.assets().resolve("templates/" + template).toString(),
                        project.toString()));
        for (var file : files(project)) {
            var text = Files.readString(file)
                    .replace("${name}", "hello")
                    .replace("${kernel}", "snorkel:0.1.0")
                    .replace("${directory}", project.toString());
            assertFalse(text.contains("${"), "an unknown placeholder in " + file);
            Files.writeString(file, text);
        }
        if (!configuration.isEmpty()) {
            var parts = images.configuration(configuration);
            var kernel = project.resolve("kernel");
            SnorkelBuild.run(folder, 0, List.of("cp", "-r", parts.resolve("sdk").toString(), kernel.toString()));
            SnorkelBuild.run(
                    folder, 0, List.of("cp", "-r", parts.resolve("symbols").toString(), kernel.toString()));
        }
        return project;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String make(Path project, String... targets) throws Exception {
        var command = new ArrayList<>(List.of("timeout", "240", "make"));
        command.addAll(List.of(targets));
        return SnorkelBuild.run(project, 0, command);
    }

    @Test
    void linkedBootsAndSaysWhatItsTestExpects() throws Exception {
        var project = project("snorkel-linked", "linked");
        make(project);

        var end = Guest.of(project.resolve("build/hello"))
                .commandLine(COMMAND_LINE)
                .run();
        assertEquals(Files.readString(project.resolve("test/expected.txt")), end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void loadedRunsAndSaysWhatItsTestExpects() throws Exception {
        var project = project("snorkel-loader", "loader");
        make(project);

        var end = Guest.of(images.configuration("loader").resolve("boot/snorkel"))
                .module(project.resolve("build/hello"))
                .commandLine(COMMAND_LINE)
                .run();
        assertEquals(Files.readString(project.resolve("test/expected.txt")), end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void staticLinuxProgramSaysWhatItsTestExpects() throws Exception {
        var project = project("linux-static", "");
        make(project);

        var said = SnorkelBuild.run(project, 0, List.of("env", "-i", "COLOR=blue", "build/hello", "--greet", "world"));
        assertEquals(Files.readString(project.resolve("test/expected.txt")), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snorkel-linked", "snorkel-loader", "linux-static"})
    void buildsOnlyWhatChangedAndOnlyBelowBuild(String template) throws Exception {
        var project = project(template, template.startsWith("snorkel-") ? template.substring(8) : "");
        var before = Set.copyOf(files(project));
        make(project);

        assertTrue(make(project).contains("Nothing to be done"));
        Files.writeString(project.resolve("src/other.h"), "#define OTHER 1\n");
        Files.writeString(project.resolve("src/other.c"), "#include \"other.h\"\nint other(void) { return OTHER; }\n");
        assertFalse(make(project).contains("src/main.c"), "compiled again without need");
        Thread.sleep(20);
        Files.writeString(project.resolve("src/other.h"), "#define OTHER 2\n");
        assertTrue(make(project).contains("src/other.c"), "a changed header went unnoticed");
        var written = files(project).stream()
                .filter(file -> !before.contains(file) && !file.startsWith(project.resolve("src")))
                .collect(Collectors.toSet());
        assertTrue(written.stream().allMatch(file -> file.startsWith(project.resolve("build"))), written.toString());
        make(project, "clean");
        assertFalse(Files.exists(project.resolve("build")));
    }

    /** Its exit status tells, and it calls nothing but the command named in DIVER. */
    @ParameterizedTest
    @ValueSource(strings = {"snorkel-linked", "snorkel-loader", "linux-static"})
    void hasATestThatCanFail(String template) throws Exception {
        var project = project(template, template.startsWith("snorkel-") ? template.substring(8) : "");
        make(project);
        var expected = Files.readString(project.resolve("test/expected.txt")).replace("\n", "\r\n");
        Files.writeString(project.resolve("good"), "#!/bin/sh\ncat \"$0.txt\"\n");
        Files.writeString(project.resolve("good.txt"), expected);
        Files.writeString(project.resolve("bad"), "#!/bin/sh\necho something else\n");
        SnorkelBuild.run(project, 0, List.of("chmod", "+x", "good", "bad"));

        assertTrue(make(project, "test", "DIVER=./good").contains("passed"));
        SnorkelBuild.run(project, 2, List.of("make", "test", "DIVER=./bad"));
        SnorkelBuild.run(project, 2, List.of("make", "test", "DIVER=./missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snorkel-linked", "snorkel-loader", "linux-static"})
    void compileCommandsCompile(String template) throws Exception {
        var project = project(template, template.startsWith("snorkel-") ? template.substring(8) : "");
        Files.createDirectories(project.resolve("build"));
        var commands = new ObjectMapper()
                .readTree(project.resolve("compile_commands.json").toFile());

        assertEquals(1, commands.size());
        var command = new ArrayList<String>();
        commands.get(0).get("arguments").forEach(argument -> command.add(argument.asText()));
        SnorkelBuild.run(Path.of(commands.get(0).get("directory").asText()), 0, command);
        assertTrue(Files.exists(project.resolve("build/main.o")));
    }
}
