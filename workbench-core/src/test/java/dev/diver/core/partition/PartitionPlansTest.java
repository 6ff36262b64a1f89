package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionPlansTest {
    @Test
    void theUsualOne() {
        var plan = PartitionPlans.usual(2, MemorySize.mebibytes(768));
        assertEquals(MemorySize.mebibytes(512).bytes(), plan.linuxMemory());
        assertEquals("0", plan.linux().processors().toString());
        var part = plan.parts().getFirst();
        assertEquals("1", part.processors().toString());
        // The last 2 MiB stay with Linux: the firmware's tables are there.
        assertEquals(List.of(new MemoryRange(0x1fe0_0000, MemorySize.mebibytes(256))), part.memory());
    }

    @ParameterizedTest
    @CsvSource({
        "one-core, 4, 1200MiB, 0-2, 3, 400MiB",
        "one-core-for-linux, 4, 1200MiB, 0, 1-3, 800MiB",
        "half-of-each, 4, 1200MiB, 0-1, 2-3, 600MiB",
        "half-of-each, 5, 1200MiB, 0-2, 3-4, 600MiB",
        "one-core-for-linux, 2, 300MiB, 0, 1, 42MiB",
        // RAM below 4 GiB ends at 3 GiB.
        "half-of-each, 16, 64GiB, 0-7, 8-15, 2814MiB",
        "one-core, 2, 3500MiB, 0, 1, 1166MiB",
    })
    void templates(String template, int processors, String memory, String linux, String special, String region) {
        var plan = PartitionPlans.of(PlanTemplate.parse(template), processors, MemorySize.parse(memory));
        assertEquals(linux, plan.linux().processors().toString());
        var part = plan.parts().getFirst();
        assertEquals(special, part.processors().toString());
        assertEquals(region, part.memory().getFirst().size().toString());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONE_NODE")
    void noneHasAConflict(PlanTemplate template) {
        var sizes = LongStream.concat(
                LongStream.rangeClosed(290, 5000), LongStream.of(65536, 1 << 20, Machine.MOST_MEMORY >> 20));
        sizes.forEach(size -> {
            for (var processors : new int[] {2, 3, 7, 255}) {
                var plan = PartitionPlans.of(template, processors, MemorySize.mebibytes(size));
                var report = PartitionChecker.check(plan, OptionalInt.empty());
                assertTrue(report.conflicts().isEmpty(), size + " MiB: " + report);
            }
        });
        var odd = PartitionPlans.of(template, 2, new MemorySize((500L << 20) + 12_345));
        assertEquals("501MiB", odd.machine().memory().toString());
        assertTrue(PartitionChecker.check(odd, OptionalInt.empty()).conflicts().isEmpty());
    }

    @Test
    void aMachineWithOneNodeHasNoneToGiveAway() {
        var size = MemorySize.mebibytes(768);
        var failure = assertThrows(DiverException.class, () -> PartitionPlans.of(PlanTemplate.ONE_NODE, 4, size));
        assertTrue(
                failure.problem().text().contains("--machine qemu:"),
                failure.problem().text());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 768MiB, 1 processor cannot",
        "256, 768MiB, 256 processors cannot",
        "2, 280MiB, at least 290MiB",
        "2, 1KiB, at least 290MiB",
        "2, 2000TiB, more than a machine can have",
        "0, 1GiB, 0 processors cannot"
    })
    void whatCannotBeDivided(int processors, String memory, String words) {
        var size = MemorySize.parse(memory);
        var failure = assertThrows(DiverException.class, () -> PartitionPlans.usual(processors, size));
        assertTrue(failure.problem().text().contains(words), failure.problem().text());
    }
}
