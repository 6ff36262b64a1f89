package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What McKernel, Jailhouse and Pisces are told, held against files that a reviewer reads. {@code -Ddiver.golden.write=true}
 * writes them anew; look at the difference before it is committed.
 */
class NeighboursGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/diver/core/partition/golden");

    private static PartitionPlan plan(String name) {
        return switch (name) {
            case "usual" -> PartitionPlans.usual(2, MemorySize.mebibytes(768));
            case "nodes" -> Plans.read(Plans.NODES);
            case "hardware" -> Plans.read(Plans.HARDWARE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({"usual", "nodes", "hardware"})
    void golden(String name) throws IOException {
        var plan = plan(name);
        var part = PartExports.part(plan, "");
        same(name + ".mckernel", McKernelArguments.of(plan, part).text() + "\n");
        same(name + ".jailhouse.c", JailhouseCell.of(plan, part).source());
        same(name + ".pisces.xml", PiscesEnclave.of(plan, part).xml());
    }

    private static void same(String name, String text) throws IOException {
        var file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("diver.golden.write")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }

    @Test
    void manyProcessorsAreManyWords() {
        var machine = new Machine(
                MachineType.HARDWARE,
                130,
                MemorySize.mebibytes(1024),
                Plans.read(Plans.HARDWARE).machine().nodes(),
                java.util.List.of());
        var part = new PartitionPlan.Part(
                "wide",
                ProcessorSet.parse("63-64,129"),
                Plans.read(Plans.HARDWARE).parts().getFirst().memory(),
                java.util.List.of("serial1"),
                PartitionPlan.WINDOW);
        var plan = new PartitionPlan(
                machine, new PartitionPlan.Linux(ProcessorSet.of(0, 2), java.util.List.of()), java.util.List.of(part));
        var source = JailhouseCell.of(plan, part).source();
        assertTrue(source.contains("__u64 cpus[3];"), source);
        assertTrue(source.contains("0x8000000000000000ULL, /* processors 0-63 */"), source);
        assertTrue(source.contains("0x0000000000000001ULL, /* processors 64-127 */"), source);
        assertTrue(source.contains("0x0000000000000002ULL, /* processors 128-191 */"), source);
        assertTrue(source.contains("PIO_RANGE(0x3f8, 8)"), source);
        // Nodes do not name these processors; Linux's take turns.
        assertEquals(
                "-c 63-64,129 -m 512M@0 -r 63,129:0+64:2",
                McKernelArguments.of(plan, part).text());
    }

    @Test
    void whatCannotBeSaid() {
        var plan = Plans.read(Plans.GOOD);
        var several = assertThrows(DiverException.class, () -> PartExports.part(plan, ""));
        assertTrue(
                several.problem().text().contains("They are left, right."),
                several.problem().text());
        var wrong = assertThrows(DiverException.class, () -> PartExports.part(plan, "lefd"));
        assertTrue(
                wrong.problem().text().contains("Did you mean \"left\"?"),
                wrong.problem().text());
        var small = assertThrows(DiverException.class, () -> PiscesEnclave.of(plan, PartExports.part(plan, "left")));
        assertTrue(small.problem().text().contains("20KiB"), small.problem().text());
        var name = "a".repeat(32);
        var named = Plans.read(Plans.NODES.replace("second-node", name));
        var failure = assertThrows(DiverException.class, () -> JailhouseCell.of(named, PartExports.part(named, name)));
        assertTrue(
                failure.problem().text().contains("at most 31 characters"),
                failure.problem().text());
    }
}
