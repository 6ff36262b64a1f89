package dev.diver.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.PartitionPlanFormat;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.PlanTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/guide/partitions.md lists each conflict with its severity, each template, and the plan that is really written. */
class PartitionsGuideTest {
    @Test
    void everyConflictIsListedAndNoOther() throws IOException {
        var listed = Page.guide("partitions.md").section("What is checked").stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(cells -> cells[1].strip() + cells[2])
                .toList();
        var wanted = Arrays.stream(Conflict.Code.values())
                .map(code -> "`" + code.word() + "` " + code.severity().name().toLowerCase(Locale.ROOT) + " ")
                .toList();
        assertEquals(wanted, listed);
    }

    @Test
    void everyTemplateIsListed() throws IOException {
        var code = Page.code(Page.guide("partitions.md").section("Templates")).collect(Collectors.toSet());
        for (var template : PlanTemplate.values()) {
            assertTrue(code.contains(template.word()), template.word());
        }
    }

    @Test
    void thePlanIsTheUsualOne() throws IOException {
        var plan = PartitionPlans.usual(2, MemorySize.mebibytes(768));
        var written = new String(new PartitionPlanFormat().write(plan), StandardCharsets.UTF_8);
        var page = Files.readString(Page.repository().resolve("docs/guide/partitions.md"));
        assertTrue(page.contains("```json\n" + written + "```"), written);
    }
}
