package dev.diver.core.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilationDatabaseTest {
    @TempDir
    Path net;

    private void put(String name, String text) throws IOException {
        Files.createDirectories(net.resolve(name).getParent());
        Files.writeString(net.resolve(name), text);
    }

    private JsonNode commands() throws IOException {
        return new ObjectMapper().readTree(new CompilationDatabase(net).json());
    }

    private static List<String> words(JsonNode command) {
        return command.get("arguments").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void eachSourceIsCompiledAsItsKernelAsks() throws IOException {
        put("src/main.c", "");
        put("src/deep/more.c", "");
        put("build/made.c", "");
        put(".hidden/not.c", "");
        put("kernel/kernel.json", """
                {"name": "k", "version": "1", "family": "k", "summary": "s", "licence": "MIT", "architecture": "amd64",
                 "modes": ["vm"], "boot": [{"protocol": "pvh", "cpus": 1}],
                 "artifacts": [{"role": "image", "path": "boot/k", "format": "elf64"}],
                 "sdk": {"includes": ["sdk/include"], "cflags": ["-ffreestanding", "-mno-red-zone"]}}
                """);
        var commands = commands();
        assertEquals(2, commands.size());
        var words = words(commands.get(0));
        assertTrue(words.containsAll(List.of("-ffreestanding", "-mno-red-zone", "-nostdlibinc")), words.toString());
        assertEquals(net.resolve("kernel/include").toString(), words.get(words.indexOf("-isystem") + 1));
        assertTrue(words.contains("-I" + net.resolve("src")));
    }

    @Test
    void aKernelWithoutHeadersHasThoseOfTheHost() throws IOException {
        put("main.c", "");
        put("kernel/kernel.json", "{ damaged");
        var words = words(commands().get(0));
        assertFalse(words.contains("-nostdlibinc"));
        assertTrue(words.contains("-D_GNU_SOURCE"));
    }
}
