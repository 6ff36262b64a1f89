package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diver.core.Mutations;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records, the JSON schema and the text are one contract. */
class PartitionPlanFormatTest {
    private static final Path SCHEMA =
            Path.of(System.getProperty("diver.assets")).resolve("schema/partition.schema.json");

    private final PartitionPlanFormat format = new PartitionPlanFormat();

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }

    private Problem refused(byte[] json) {
        return assertThrows(DiverException.class, () -> format.read(json, "test.json"))
                .problem();
    }

    private Problem refused(String json) {
        return refused(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {Plans.GOOD, Plans.NODES, Plans.HARDWARE})
    void theTextComesBackByteForByteAndFitsTheSchema(String text) throws IOException {
        assertEquals(text, new String(format.write(Plans.read(text)), StandardCharsets.UTF_8));
        assertEquals(List.of(), schema().validate(text, InputFormat.JSON));
    }

    @Test
    void everyTemplateComesBack() throws IOException {
        // A node is given away of machines with several; TopologyPlansTest has them.
        for (var template : EnumSet.complementOf(EnumSet.of(PlanTemplate.ONE_NODE))) {
            var plan = PartitionPlans.of(template, 5, MemorySize.mebibytes(5000));
            var written = format.write(plan);
            assertEquals(plan, format.read(written, "test.json"));
            assertArrayEquals(written, format.write(format.read(written, "test.json")));
            assertEquals(List.of(), schema().validate(new String(written, StandardCharsets.UTF_8), InputFormat.JSON));
        }
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() {
        var plan = Plans.read("""
                {"parts": [{"memory": [{"size": "64 M", "start": "0x0020000000"}], "processors": " 3, 1-2 ", "name": "k"}],
                 "linux": {"processors": ""}, "machine": {"memory": "1G", "processors": 4}}
                """);
        assertEquals(MachineType.PC, plan.machine().type());
        var part = plan.parts().getFirst();
        assertEquals(PartitionPlan.WINDOW, part.window());
        assertEquals(List.of(1, 2, 3), part.processors().numbers());
        assertEquals(List.of(new MemoryRange(0x2000_0000, MemorySize.mebibytes(64))), part.memory());
        assertTrue(plan.linux().processors().isEmpty());
    }

    @Test
    void theSchemaHasEachFieldOfTheRecordsAndNoOther() throws IOException {
        var schema = new ObjectMapper().readTree(SCHEMA.toFile());
        var records = Map.of(
                "", PartitionPlan.class,
                "machine", Machine.class,
                "node", Machine.Node.class,
                "linux", PartitionPlan.Linux.class,
                "part", PartitionPlan.Part.class,
                "range", MemoryRange.class);
        records.forEach((name, record) -> {
            var table = name.isEmpty() ? schema : schema.path("$defs").path(name);
            var keys = table.path("properties").properties().stream()
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            var fields = Arrays.stream(record.getRecordComponents())
                    .map(component -> component.getName())
                    .collect(Collectors.toSet());
            assertEquals(fields, keys, name);
            assertFalse(table.path("additionalProperties").asBoolean(true), name);
        });
        var types = Arrays.stream(MachineType.values()).map(MachineType::word).toList();
        var words = schema.at("/$defs/machine/properties/type/enum");
        assertEquals(new ObjectMapper().valueToTree(types), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "machine": {         | "machin": {         | 2:3: unknown key "machin". Did you mean "machine"?
                    "processors": 4      | "processors": 0     | 4:19: /machine/processors: expected a whole number from 1 to 4096, and found 0.
                    "processors": 4      | "processors": 99999999999999999999 | 4:19: /machine/processors: expected a whole number
                    "processors": 4      | "processors": 4.5   | and found 4.5.
                    "processors": 4      | "processors": "4"   | /machine/processors: expected a whole number from 1 to 4096, and found "4".
                    "type": "pc"         | "type": "pcc"       | 3:13: /machine/type: "pcc" is not a type of machine. Did you mean "pc"?
                    "type": "pc"         | "type": null        | /machine/type: expected text, and found null.
                    "type": "pc"         | "chipset": "pc"     | 3:5: /machine: unknown key "chipset".
                    "memory": "1GiB"     | "memory": "1GB"     | 5:15: /machine/memory: "1GB" is not an amount of memory.
                    "memory": "1GiB"     | "memory": "0MiB"    | is not an amount of memory.
                    "memory": "1GiB"     | "memory": 1024      | expected text, and found 1024.
                    "processors": "0-1"  | "processors": "0,,1" | is not a list of processors.
                    "processors": "0-1"  | "processors": [0,1] | expected processors as text, such as "2-3" or "0,4-7", and found a list.
                    "processors": "2"    | "procesors": "2"    | unknown key "procesors". Did you mean "processors"?
                    "serial1"            | "SERIAL 1"          | /linux/devices/0: expected a device's name
                    "name": "left"       | "name": "Left One"  | /parts/0/name: expected a name
                    "start": "0x20000000" | "start": "536870912" | 19:20: /parts/0/memory/0/start: "536870912" is not a physical address.
                    "start": "0x20000000" | "start": "0xfffffffffffffffff" | is not a physical address.
                    "start": "0x20000000" | "start": 536870912 | expected text
                    "size": "128MiB"     | "sise": "128MiB"    | /parts/0/memory/0: unknown key "sise". Did you mean "size"?
                    "window": "4MiB"     | "window": "wide"    | /parts/0/window: "wide" is not an amount of memory.
                    """)
    void whatIsWrongIsRefusedByBothAndNamedWithItsPlace(String right, String wrong, String message) throws IOException {
        assertTrue(Plans.GOOD.contains(right), right);
        var text = Plans.GOOD.replace(right, wrong);
        var problem = refused(text);
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.why().contains(message), problem.why());
        assertTrue(problem.why().startsWith("test.json:"), problem.why());
        assertFalse(schema().validate(text, InputFormat.JSON).isEmpty(), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "processors": "0-1"  | "processors": "1-0" | 8:19: /linux/processors: "1-0" is not a list of processors. The range 1-0 ends before it begins.
                    "processors": "0-1"   | "processors": "0,0-1" | names processor 0 twice
                    "processors": "0-1"   | "processors": "0-9999" | Processors are 0 to 4095.
                    "memory": "1GiB"      | "memory": "1025TiB"   | 1025TiB are too much; at most 1024TiB are taken.
                    "start": "0x20000000" | "start": "0x10000000000000" | is not a physical address
                    "start": "0x20000000" | "start": "0xfffffffffe000" | it ends beyond 2^52
                    "size": "128MiB"      | "size": "9999999999TiB" | is not an amount of memory
                    "name": "left"        | "name": "left", "name": "left" | Duplicate
                    """)
    void whatASchemaCannotSayIsRefusedToo(String right, String wrong, String message) {
        assertTrue(Plans.GOOD.contains(right), right);
        var problem = refused(Plans.GOOD.replace(right, wrong));
        assertTrue(problem.why().contains(message), problem.why());
    }

    @Test
    void allErrorsAreToldAtOnce() {
        var problem = refused("""
                {"machine": {"processors": true, "memori": "1GiB"},
                 "parts": [{"name": 1, "memory": [{"start": "0x", "size": "x"}]}, "left"]}
                """);
        assertEquals("""
                test.json:1:1: the key "linux" is missing: what Linux gets.
                test.json:1:13: /machine: the key "memory" is missing: how much RAM there is, such as "768MiB".
                test.json:1:28: /machine/processors: expected a whole number from 1 to 4096, and found true.
                test.json:1:34: /machine: unknown key "memori". Did you mean "memory"?
                test.json:2:12: /parts/0: the key "processors" is missing: which ones, such as "2-3".
                test.json:2:21: /parts/0/name: expected a name: lower-case letters, digits, - and _, and found 1.
                test.json:2:45: /parts/0/memory/0/start: "0x" is not a physical address. Write it as hexadecimal text below 2^52, such as 0x30000000.
                test.json:2:59: /parts/0/memory/0/size: "x" is not an amount of memory. Write a number and a unit, such as 128MiB or 2GiB.
                test.json:2:67: /parts/1: expected a table with name, processors, memory, devices, window, and found "left".
                """.stripTrailing(), problem.why());
        assertTrue(problem.what().contains("9 errors"), problem.what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "1", "{", "{\"machine\"", "{}}", "[[[[[[[[[[[[[[[[[[[[", "\ufeff{}"})
    void whatIsNoPlanAtAll(String text) {
        var problem = refused(text);
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.why().startsWith("test.json:1:"), problem.why());
    }

    @Test
    void hugeInputsAreRefusedBeforeTheyAreRead() {
        assertTrue(refused(new byte[PartitionPlanFormat.LIMIT + 1]).what().contains("too large"));
        assertTrue(refused(new byte[] {'{', (byte) 0xff, '}'}).why().contains("UTF-8"));
        var range = "{\"start\": \"0x20000000\", \"size\": \"2MiB\"},";
        var many = Plans.GOOD.replaceFirst("\"memory\": \\[", "\"memory\": [" + range.repeat(100));
        assertTrue(refused(many).why().contains("102 elements; at most 64 are taken"));
        var wrong = Plans.GOOD.replace("\"serial1\"", "\"!\"" + ",\"!\"".repeat(49));
        var problem = refused(wrong);
        assertTrue(problem.what().contains("50 errors"), problem.what());
        assertTrue(problem.why().endsWith("and 30 more."), problem.why());
        var key = Plans.GOOD.replace("\"type\"", "\"" + "k".repeat(30000) + "\\u001b[2J\"");
        assertTrue(refused(key).why().length() < 300, "a long key is not repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {Plans.GOOD, Plans.NODES})
    void anyTextIsReadOrRefusedInWords(String text) {
        Mutations.of(text.getBytes(StandardCharsets.UTF_8), bytes -> {
            try {
                var plan = format.read(bytes, "test.json");
                // What was read can be checked and written, whatever it is.
                PartitionChecker.check(plan, OptionalInt.of(2));
                assertEquals(plan, format.read(format.write(plan), "again.json"));
            } catch (DiverException refused) {
                assertEquals(Problem.Kind.INVALID, refused.problem().kind());
                assertFalse(refused.problem().why().isEmpty());
                assertTrue(
                        refused.problem().text().chars().allMatch(one -> one == '\n' || !Character.isISOControl(one)),
                        refused.problem().text());
            }
        });
    }
}
