package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict.Code;
import dev.diver.core.partition.Conflict.Severity;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A good plan is broken in one place, and exactly what follows from that is found. */
class PartitionCheckerTest {
    private static final OptionalInt HOST = OptionalInt.of(8);
    private static final Map<String, String> PLANS =
            Map.of("good", Plans.GOOD, "nodes", Plans.NODES, "hardware", Plans.HARDWARE);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The plan with another value at a place. */
    private static PartitionPlan changed(String plan, String where, String value) throws IOException {
        var tree = JSON.readTree(PLANS.get(plan));
        var pointer = JsonPointer.compile(where);
        var last = pointer.last();
        switch (tree.at(pointer.head())) {
            case ObjectNode table -> table.set(last.getMatchingProperty(), JSON.readTree(value));
            case ArrayNode list -> list.set(last.getMatchingIndex(), JSON.readTree(value));
            default -> throw new AssertionError(where);
        }
        return Plans.read(JSON.writeValueAsString(tree));
    }

    private static String found(PartitionReport report) {
        return report.conflicts().stream()
                .map(conflict -> conflict.code().word() + " " + conflict.where())
                .collect(Collectors.joining("; "));
    }

    /** The columns: plan, place, value there; the codes and places that are found; a piece of the first one's text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        good  | /parts/0/memory/1   | {"start":"0x18001000","size":"2MiB"} | small-pages /parts/0/memory/1/start | Near are 0x18000000 and 0x18200000.
        nodes | /machine/packages   | ["0-3","3-7"] | machine-processors /machine/packages/1 | An earlier package has processor 3 too.
        good  | /parts/0/processors | "1-2"   | processor-twice /parts/0/processors   | "left" and Linux both have processor 1.
        good  | /parts/0/processors | "2-3"   | processor-twice /parts/1/processors   | "right" and "left" both have processor 3.
        good  | /parts/0/processors | "2,7-8" | processor-missing /parts/0/processors | The machine has no processors 7-8.
        good  | /linux/processors   | "0-1,4" | processor-missing /linux/processors   | Its processors are 0-3
        good  | /linux/processors   | "0"     | processor-unused /linux/processors    | Nobody is given processor 1
        good  | /linux/processors   | ""      | linux-without-processor /linux/processors; processor-unused /linux/processors   | Give it processor 0
        good  | /linux/processors   | "1"     | linux-without-processor-0 /linux/processors; processor-unused /linux/processors | cannot be taken offline
        good  | /parts/1/processors | ""      | part-without-processor /parts/1/processors; processor-unused /linux/processors  | The part "right" has no processor
        good  | /machine/processors | 9       | host-has-fewer-processors /machine/processors; processor-unused /linux/processors | This host has 8 processors for the machine's 9
        good  | /machine/processors | 256     | machine-processors /machine/processors; host-has-fewer-processors /machine/processors; processor-unused /linux/processors | at most 255
        good  | /parts              | []      | no-part /parts; processor-unused /linux/processors | no part for a specialized kernel
        good  | /parts/1/name       | "left"  | name-twice /parts/1/name         | named "left" too
        good  | /parts/0/devices/0  | "serial1" | device-twice /parts/0/devices/0   | given to "left", and to Linux already
        good  | /parts/0/devices    | ["serial2", "serial2"] | device-twice /parts/0/devices/1 | given to "left" twice
        good  | /parts/0/devices/0  | "serial3" | device-missing /parts/0/devices/0 | Did you mean "serial
        good  | /parts/0/memory     | []      | part-without-memory /parts/0/memory | at least 32MiB
        good  | /parts/1/memory/0/start | "0x26000000" | ranges-overlap /parts/1/memory/0 | 0x26000000-0x27ffffff in common. Begin the upper one at 0x28000000
        good  | /parts/0/memory/1/start | "0x2bfff000" | ranges-overlap /parts/0/memory/1 | 0x2bfff000-0x2bffffff in common
        good  | /parts/0/memory/1/start | "0x2c000000" | ~~                               | ~~
        good  | /parts/1/memory/0/start | "0x28100000" | misaligned /parts/1/memory/0/start | Near are 0x28000000 and 0x28200000.
        good  | /parts/1/memory/0/size  | "65MiB"      | misaligned /parts/1/memory/0/size  | 65MiB is no multiple of 2MiB. Near are 64MiB and 66MiB.
        good  | /parts/0/memory/1/start | "0x18001010" | misaligned /parts/0/memory/1/start | no multiple of 4KiB
        good  | /parts/0/memory/1/size  | "2KiB"       | misaligned /parts/0/memory/1/size  | Write at least 4KiB.
        good  | /parts/1/memory/0/size  | "1MiB"       | misaligned /parts/1/memory/0/size; region-too-small /parts/1/memory/0/size | at least 2MiB
        good  | /parts/1/memory/0/size  | "30MiB"      | region-too-small /parts/1/memory/0/size | at least 32MiB
        good  | /parts/1/memory/0/start | "0x40000000" | beyond-memory /parts/1/memory/0  | RAM of this machine is 0x0-0x3fffffff.
        good  | /parts/1/memory/0/start | "0x3e000000" | beyond-memory /parts/1/memory/0; over-firmware /parts/1/memory/0 | reaches beyond
        good  | /parts/1/memory/0/start | "0x3c000000" | over-firmware /parts/1/memory/0  | at 0x3ffe0000-0x3fffffff, which Linux reads as long as it runs. End it at 0x3fe00000.
        good  | /parts/1/memory/0/start | "0x3be00000" | ~~                               | ~~
        good  | /parts/0/memory/1/start | "0xff000"    | in-first-mebibyte /parts/0/memory/1/start | begins in the first 1MiB
        good  | /parts/0/window     | "2MiB"  | window-size /parts/0/window | share a window of 4MiB, not of 2MiB
        good  | /machine/memory     | "1048577KiB" | machine-memory /machine/memory | whole MiB, and not 1048577KiB. Take 1025MiB.
        nodes | /machine/nodes/0/memory | [{"start": "0x0", "size": "1KiB"}, {"start": "0x400", "size": "2097151KiB"}] | machine-memory /machine/nodes/0/memory/0/size; machine-memory /machine/nodes/0/memory/1/size | whole MiB
        nodes | /machine/memory     | "5GiB"  | machine-memory /machine/nodes | The nodes have 4GiB together, and the machine has 5GiB.
        nodes | /machine/type       | "q35"   | machine-memory /machine/nodes | RAM lies at 0x0-0x7fffffff and 0x100000000-0x17fffffff
        nodes | /machine/nodes/0/memory/0/start | "0x1000" | machine-memory /machine/nodes/1/memory/0 | 0x1000-0x80000fff, which is a node's already
        nodes | /machine/nodes/0/processors | "0-1,4"   | machine-processors /machine/nodes | No node has processor 5.
        nodes | /machine/nodes/0/processors | "0-2,4-5" | machine-processors /machine/nodes/1/processors | An earlier node has processor 2 too.
        nodes | /machine/nodes/0/processors | "0-1,4-5,8" | machine-processors /machine/nodes/0/processors | The machine has no processor 8.
        nodes | /machine/cores/1    | "1-3"   | machine-processors /machine/cores/1; siblings-split /parts/0/processors | An earlier core has processor 1 too.
        nodes | /machine/cores/1    | "3,8"   | machine-processors /machine/cores/1 | Its processors are 0-7.
        nodes | /machine/cores      | ["1-2"] | siblings-split /parts/0/processors | Processors 1-2 are threads of one core, and Linux and "second-node" share them
        nodes | /parts/0/memory/0/start | "0x40000000" | on-other-node /parts/0/memory/0 | 0x40000000-0x7fdfffff is memory of node 0, and the processors of "second-node" are on node 1
        nodes | /parts/0/memory/0/size  | "1028MiB"    | over-hole /parts/0/memory/0; over-firmware /parts/0/memory/0 | reaches into 0xc0000000-0xffffffff
        nodes | /parts/0/memory/1/size  | "1026MiB"    | beyond-memory /parts/0/memory/1 | 0x100000000-0x13fffffff
        hardware | /machine/nodes | [] | machine-memory /machine | Write its NUMA nodes
        hardware | /machine/nodes/0/memory | [] | machine-memory /machine/nodes | The nodes have no memory, and the machine has 3GiB.
        hardware | /parts/0/memory/0/size  | "1GiB"        | over-hole /parts/0/memory/0 | reaches into 0x90000000-0xffffffff
        hardware | /parts/0/memory/0/start | "0x44000000"  | over-hole /parts/0/memory/0 | reaches into 0x40000000-0x4fffffff, where the machine has no memory.
        hardware | /parts/0/memory/0/start | "0x100000000" | region-too-high /parts/0/memory/0/start | below 4GiB
        hardware | /parts/0/memory/0/start | "0x70000000"  | ~~ | ~~
        """)
    void eachConflictIsFoundAndNoOther(String plan, String where, String value, String found, String says)
            throws IOException {
        var report = PartitionChecker.check(changed(plan, where, value), HOST);
        assertEquals(found, found(report));
        if (!found.isEmpty()) {
            var text = report.conflicts().getFirst().text();
            assertTrue(text.contains(says), text);
        }
        for (var conflict : report.conflicts()) {
            assertFalse(conflict.remedy().isEmpty(), conflict.message());
        }
    }

    /** Bytes that two parts claim are missing to Linux only once. */
    @Test
    void linuxKeepsEnoughToLive() {
        assertEquals("", found(check(512, region("one", 2, 254, 256))));
        assertEquals("linux-too-little-memory /linux", found(check(512, region("one", 2, 252, 258))));
        var report = check(512, region("one", 2, 200, 200), region("two", 3, 300, 156));
        assertEquals("ranges-overlap /parts/1/memory/0", found(report));
        report = check(512, region("one", 2, 2, 600));
        assertEquals(
                "beyond-memory /parts/0/memory/0; over-firmware /parts/0/memory/0; linux-too-little-memory /linux",
                found(report));
        assertEquals(
                "Linux is left with 2MiB, and needs 256MiB. Give the parts less, or the machine 254MiB more.",
                report.conflicts().getLast().text());
    }

    /** As it was seen: then Linux lies at 16 MiB, in the first part's region. */
    @Test
    void linuxNeedsAPieceForItself() {
        var scattered = check(640, region("a", 2, 16, 160), region("b", 3, 224, 160), region("c", 4, 432, 62));
        assertEquals("", found(scattered));
        scattered = check(
                640,
                region("a", 2, 16, 126),
                region("b", 3, 204, 100),
                region("c", 4, 366, 100),
                region("d", 5, 528, 34));
        assertEquals("", found(scattered));
        scattered = check(
                640,
                region("a", 2, 16, 126),
                region("b", 3, 204, 100),
                region("c", 4, 366, 100),
                region("d", 5, 528, 52));
        assertEquals("linux-scattered /linux", found(scattered));
        assertTrue(
                scattered
                        .conflicts()
                        .getFirst()
                        .message()
                        .startsWith("The largest piece of memory above 0x1000000 that"
                                + " Linux keeps has 62MiB. It needs 64MiB in one piece"),
                scattered.conflicts().getFirst().message());
        // Low is no conflict: Linux goes elsewhere.
        assertEquals("", found(check(768, region("low", 2, 2, 256))));
        assertEquals("", found(check(768, region("low", 2, 16, 256))));
    }

    @Test
    void linuxKeepsOutOfFourRanges() {
        var five = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> region("p" + i, 2 + i, 256 + 32 * i, 32))
                .toArray(PartitionPlan.Part[]::new);
        assertEquals("", found(check(1024, Arrays.copyOf(five, 4))));
        assertEquals("too-many-ranges /parts", found(check(1024, five)));
    }

    private static PartitionReport check(int mebibytes, PartitionPlan.Part... parts) {
        var machine = Machine.pc(2 + parts.length, MemorySize.mebibytes(mebibytes));
        var linux = new PartitionPlan.Linux(ProcessorSet.parse("0-1"), List.of());
        return PartitionChecker.check(new PartitionPlan(machine, linux, List.of(parts)), HOST);
    }

    /** @param start in MiB, as is the size */
    private static PartitionPlan.Part region(String name, int processor, int start, int size) {
        var range = new MemoryRange((long) start << 20, MemorySize.mebibytes(size));
        return new PartitionPlan.Part(
                name, ProcessorSet.of(processor), List.of(range), List.of(), PartitionPlan.WINDOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "nodes", "hardware"})
    void aGoodPlanHasNone(String plan) {
        assertEquals("", found(PartitionChecker.check(Plans.read(PLANS.get(plan)), HOST)));
    }

    @Test
    void allConflictsAreListedAtOnce() {
        var report = PartitionChecker.check(Plans.read("""
                {"machine": {"processors": 2, "memory": "512MiB"},
                 "linux": {"processors": "1"},
                 "parts": [{"name": "a", "processors": "1,5", "memory": [{"start": "0x1000", "size": "500MiB"}]},
                           {"name": "a", "processors": "", "memory": [{"start": "0x1f000000", "size": "20MiB"}],
                            "window": "8MiB"}]}
                """), OptionalInt.of(1));
        assertEquals("""
                host-has-fewer-processors /machine/processors
                name-twice /parts/1/name
                linux-without-processor-0 /linux/processors
                part-without-processor /parts/1/processors
                processor-missing /parts/0/processors
                processor-twice /parts/0/processors
                processor-unused /linux/processors
                window-size /parts/1/window
                misaligned /parts/0/memory/0/start
                in-first-mebibyte /parts/0/memory/0/start
                beyond-memory /parts/1/memory/0
                over-firmware /parts/1/memory/0
                region-too-small /parts/1/memory/0/size
                ranges-overlap /parts/1/memory/0
                linux-too-little-memory /linux""", found(report).replace("; ", "\n"));
        assertFalse(report.ok());
        var failure = assertThrows(DiverException.class, () -> report.requireOk("test.json"));
        assertEquals("test.json has 13 conflicts.", failure.problem().what());
        assertEquals(13, failure.problem().why().lines().count());
    }

    @Test
    void warningsAloneAreOk() throws IOException {
        var report = PartitionChecker.check(changed("good", "/linux/processors", "\"0\""), OptionalInt.of(2));
        assertEquals(
                List.of(Code.HOST_HAS_FEWER_PROCESSORS, Code.PROCESSOR_UNUSED),
                report.of(Severity.WARNING).stream().map(Conflict::code).toList());
        assertTrue(report.ok());
        report.requireOk("test.json");
        assertEquals("", found(PartitionChecker.check(Plans.read(Plans.GOOD), OptionalInt.empty())));
        assertEquals("", found(PartitionChecker.check(Plans.read(Plans.HARDWARE), OptionalInt.of(1))));
    }

    @Test
    void everyPairOfOverlappingRangesIsTold() {
        var report = check(1024, region("a", 2, 300, 300), region("b", 3, 320, 64), region("c", 4, 400, 64));
        assertEquals("ranges-overlap /parts/1/memory/0; ranges-overlap /parts/2/memory/0", found(report));
        report = check(1024, region("a", 2, 300, 300), region("b", 3, 320, 300), region("c", 4, 400, 64));
        assertEquals(
                "ranges-overlap /parts/1/memory/0; ranges-overlap /parts/2/memory/0;"
                        + " ranges-overlap /parts/2/memory/0",
                found(report));
    }

    /** The table above has a row for each code but those with a test of their own. */
    @Test
    void everyCodeHasItsCase() throws NoSuchMethodException {
        var rows = Arrays.stream(PartitionCheckerTest.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(CsvSource.class))
                .filter(source -> source != null)
                .map(CsvSource::textBlock)
                .collect(Collectors.joining());
        var missing = Arrays.stream(Code.values())
                .filter(code -> !rows.contains(" " + code.word() + " /"))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        Code.LINUX_TOO_LITTLE_MEMORY,
                        Code.LINUX_SCATTERED,
                        Code.TOO_MANY_RANGES,
                        // SeenMachineTest has these: they are of machines that have been looked at.
                        Code.OVER_DEVICE,
                        Code.OVER_LINUX,
                        Code.MACHINE_DIFFERS),
                missing);
    }

    /** The header is the contract; these are its numbers. */
    @Test
    void numbersAreThoseOfTheHeader() throws IOException {
        var header =
                Files.readString(Path.of(System.getProperty("diver.assets")).resolve("gpos/include/diver/cokernel.h"));
        assertEquals(PartitionChecker.REGION_ALIGNMENT, number(header, "COKERNEL_REGION_ALIGN"));
        assertEquals(PartitionChecker.LEAST_REGION.bytes(), number(header, "COKERNEL_REGION_MIN"));
        assertEquals(PartitionChecker.REGION_LIMIT, number(header, "COKERNEL_REGION_LIMIT"));
        assertEquals(PartitionPlan.WINDOW.bytes(), number(header, "COKERNEL_WINDOW_SIZE"));
    }

    private static long number(String header, String name) {
        var match =
                Pattern.compile("#define " + name + "\\s+0x([0-9A-Fa-f]+)ULL").matcher(header);
        assertTrue(match.find(), name);
        return Long.parseLong(match.group(1), 16);
    }
}
