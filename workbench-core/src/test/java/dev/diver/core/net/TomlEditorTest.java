package dev.diver.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.option.TomlValues;
import dev.diver.core.problem.DiverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

class TomlEditorTest {
    private static final String TEXT = """
            # mine
            [net]   # a comment
            name = "hello"   # its name

            [dive.vm]
            memory = "64MiB"
            args = [
              "a", # first
              "]",
            ]
            cpus = 1
            """;

    private final ObjectMapper json = new ObjectMapper();

    private String edit(String text, String path, Object value) {
        var written = Optional.ofNullable(value).map(one -> json.<JsonNode>valueToTree(one));
        return TomlEditor.edit(text, List.of(path.split("\\.")), written);
    }

    @Test
    void changesTheValueAndNothingElse() {
        assertEquals(TEXT.replace("\"hello\"", "\"other\""), edit(TEXT, "net.name", "other"));
        assertEquals(TEXT.replace("cpus = 1", "cpus = 4"), edit(TEXT, "dive.vm.cpus", 4));
        assertEquals(
                TEXT.replace("[\n  \"a\", # first\n  \"]\",\n]", "[\"x\"]"), edit(TEXT, "dive.vm.args", List.of("x")));
    }

    @Test
    void addsKeysAndTables() {
        assertEquals(TEXT.replace("# its name\n", "# its name\nversion = \"2\"\n"), edit(TEXT, "net.version", "2"));
        assertEquals(TEXT + "\n[app]\nprogram = \"a b\"\n", edit(TEXT, "app.program", "a b"));
        assertEquals("[a]\nb = true\n", edit("", "a.b", true));
    }

    @Test
    void removesALine() {
        assertEquals(TEXT.replace("memory = \"64MiB\"\n", ""), edit(TEXT, "dive.vm.memory", null));
        assertEquals(TEXT, edit(TEXT, "dive.vm.disks", null));
    }

    @Test
    void refusesWhatItWouldSpoil() {
        assertThrows(DiverException.class, () -> edit("dive = { vm = { cpus = 1 } }\n", "dive.vm.cpus", 2));
        assertThrows(DiverException.class, () -> edit("[net\n", "net.name", "x"));
    }

    @Test
    void everyEditReadsBackAsExactlyThatChange() {
        var random = new Random(9);
        var tables = List.of("net", "app", "dive.vm", "dive");
        var keys = List.of("a", "b", "memory", "odd key", "c-d");
        for (var round = 0; round < 400; round++) {
            var text = TEXT;
            for (var step = 0; step < 8; step++) {
                var path = new ArrayList<>(List.of(tables.get(random.nextInt(4)).split("\\.")));
                path.add(keys.get(random.nextInt(5)));
                var value = json.<JsonNode>valueToTree(value(random));
                try {
                    text = TomlEditor.edit(text, path, Optional.of(value));
                } catch (DiverException refused) {
                    throw new AssertionError(text + "\n" + path, refused);
                }
                JsonNode found = TomlValues.of(Toml.parse(text));
                for (var key : path) {
                    found = found.path(key);
                }
                assertEquals(value.toString(), found.toString());
                assertTrue(text.contains("# its name") && text.contains("# mine"));
            }
        }
    }

    private static Object value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(1000);
            case 1 -> random.nextBoolean();
            case 2 -> "te\"x\\t\n #] = " + random.nextInt(10);
            default -> List.of("a", "#", "]");
        };
    }
}
