package dev.diver.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records and the JSON schema are one contract. */
class KernelManifestFormatTest {
    private static final Path ASSETS = Path.of(System.getProperty("diver.assets"));
    private static final Path SCHEMA = ASSETS.resolve("schema/kernel-manifest.schema.json");
    private static final String GOOD = """
            {"name": "k", "version": "1.0", "configuration": "a", "default": true, "family": "f", "summary": "S",
             "licence": "MIT", "architecture": "amd64", "tags": ["t"], "modes": ["vm"],
             "artifacts": [{"role": "image", "path": "boot/k"}],
             "boot": [{"protocol": "pvh", "memory": "16MiB", "cpus": 2, "machines": ["pc"]}],
             "exit": {"mode": "isa-debug-exit", "port": 244, "decode": "shift-1"},
             "verified": [{"vmm": "qemu", "version": "7.2", "result": "boots", "date": "2026-11-23"}]}
            """;

    private final KernelManifestFormat format = new KernelManifestFormat();

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }

    static Stream<Path> shipped() throws IOException {
        try (var files = Files.walk(ASSETS.resolve("kernels"))) {
            return files.filter(file -> file.getFileName().toString().equals("kernel.json")).toList().stream();
        }
    }

    private KernelManifest read(String text) {
        return format.read(text.getBytes(StandardCharsets.UTF_8), "test");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatShipsFitsBoth(Path file) throws IOException {
        format.read(Files.readAllBytes(file), file.toString());
        assertEquals(List.of(), schema().validate(Files.readString(file), InputFormat.JSON));
    }

    @Test
    void whatIsWrittenReadsBackAndFitsTheSchema() throws IOException {
        var manifest = read(GOOD);
        var written = new String(format.write(manifest), StandardCharsets.UTF_8);
        assertEquals(manifest, read(written));
        assertEquals(List.of(), schema().validate(written, InputFormat.JSON));
    }

    @Test
    void theSchemaHasEachFieldOfTheRecordsAndNoOther() throws IOException {
        var schema = new ObjectMapper().readTree(SCHEMA.toFile());
        same(KernelManifest.class, schema);
        for (var nested : KernelManifest.class.getDeclaredClasses()) {
            if (nested.isRecord()) {
                var name = nested.getSimpleName();
                same(nested, schema.path("$defs").path(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
            }
        }
    }

    private static void same(Class<?> record, JsonNode schema) {
        var fields = Arrays.stream(record.getRecordComponents())
                .map(component -> {
                    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                    return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
                })
                .collect(Collectors.toSet());
        var keys = schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertEquals(fields, keys, record.getSimpleName());
        assertFalse(schema.path("additionalProperties").asBoolean(true), record.getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "name": "k"          | "name": "K k"
                    "name": "k",         | ~~
                    "version": "1.0"     | "version": "1 0"
                    "family": "f"        | "family": ["f"]
                    "modes": ["vm"]      | "modes": ["submarine"]
                    "protocol": "pvh"    | "protocol": "uefi"
                    "path": "boot/k"     | "path": "/boot/k"
                    "role": "image"      | "role": "kernel"
                    "memory": "16MiB"    | "memory": "16 apples"
                    "cpus": 2            | "cpus": "two"
                    "cpus": 2            | "qemuArgs": ["-hda", "/dev/sda"]
                    "port": 244          | "port": 70000
                    "summary": "S"       | "summary": null
                    """)
    void whatIsWrongIsRefusedByBoth(String right, String wrong) throws IOException {
        assertTrue(GOOD.contains(right), right);
        var text = GOOD.replace(right, wrong);
        var failure = assertThrows(DiverException.class, () -> read(text), text);
        assertEquals(Problem.Kind.INVALID, failure.problem().kind());
        assertFalse(schema().validate(text, InputFormat.JSON).isEmpty(), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "path": "boot/k"       | "path": "boot/../../k"
                    "port": 244, "decode"  | "decode"
                    "decode": "shift-1"    | "decode": "status-port"
                    "verified"             | "ready": ["(unclosed"], "verified"
                    {"role": "image", "path": "boot/k"} | {"role": "image", "path": "a"}, {"role": "sdk", "path": "a"}
                    """)
    void rulesThatASchemaCannotSayHoldToo(String right, String wrong) {
        assertTrue(GOOD.contains(right), right);
        var text = GOOD.replace(right, wrong);
        assertThrows(DiverException.class, () -> read(text), text);
    }

    @Test
    void anyTextIsReadOrRefusedInWords() {
        var random = new Random(2);
        for (var round = 0; round < 5000; round++) {
            var text = GOOD.getBytes(StandardCharsets.UTF_8);
            for (var hits = 1 + random.nextInt(5); hits > 0; hits--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(128);
            }
            try {
                format.read(text, "test");
            } catch (DiverException refused) {
                assertEquals(Problem.Kind.INVALID, refused.problem().kind());
            }
        }
    }

    /** Each text of each manifest that ships, with what moves a cursor, turns the direction, or is not seen. */
    @Test
    void noTextHasACharacterThatNobodySees() throws IOException {
        var mapper = new ObjectMapper();
        var tried = new HashSet<String>();
        for (var file : shipped().toList()) {
            var whole = mapper.readTree(file.toFile());
            for (var place : texts(whole, "")) {
                if (!tried.add(place.replaceAll("/[0-9]+", "/0"))) {
                    continue;
                }
                for (var unseen :
                        List.of("\u001b[2J", "\u202e", "\u2066", "\u0000", "\u200b", "\u0085", "\udb40\udc41")) {
                    var bad = whole.deepCopy();
                    var at = place.lastIndexOf('/');
                    var holder = bad.at(place.substring(0, at));
                    var text = holder.at(place.substring(at)).asText() + unseen + "x";
                    if (holder instanceof ObjectNode object) {
                        object.put(place.substring(at + 1), text);
                    } else {
                        ((ArrayNode) holder).set(Integer.parseInt(place.substring(at + 1)), text);
                    }
                    var failure = assertThrows(
                            DiverException.class, () -> format.read(mapper.writeValueAsBytes(bad), "test"), place);
                    assertTrue(PlainText.isLines(failure.problem().text()), place);
                }
            }
        }
        assertTrue(tried.size() > 30, tried.toString());
    }

    private static List<String> texts(JsonNode node, String place) {
        if (node.isTextual()) {
            return List.of(place);
        }
        var found = new ArrayList<String>();
        if (node.isArray()) {
            for (var at = 0; at < node.size(); at++) {
                found.addAll(texts(node.get(at), place + "/" + at));
            }
        }
        // What holds slashes is a path, with a rule of its own.
        node.properties().stream()
                .filter(field -> !field.getKey().contains("/"))
                .forEach(field -> found.addAll(texts(field.getValue(), place + "/" + field.getKey())));
        return found;
    }
}
