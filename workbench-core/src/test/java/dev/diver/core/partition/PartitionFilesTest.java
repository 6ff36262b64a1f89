package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionFilesTest {
    private final PartitionPlan plan = PartitionPlans.usual(2, MemorySize.mebibytes(768));

    @TempDir
    Path temp;

    private static Problem refused(Runnable action) {
        return assertThrows(DiverException.class, action::run).problem();
    }

    @Test
    void whatIsCreatedIsReadAndNeverWrittenOver() throws IOException {
        var file = temp.resolve("partition.json");
        PartitionFiles.create(file, plan);
        assertEquals(plan, PartitionFiles.read(file));
        Files.writeString(file, "mine");
        assertTrue(refused(() -> PartitionFiles.create(file, plan)).what().endsWith(" exists."));
        assertEquals("mine", Files.readString(file));
        var link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("elsewhere"));
        assertTrue(refused(() -> PartitionFiles.create(link, plan)).what().endsWith(" exists."));
        assertTrue(Files.notExists(temp.resolve("elsewhere")));
    }

    @Test
    void whatIsNotThereOrNoFileIsSaid() {
        var missing = refused(() -> PartitionFiles.read(temp.resolve("none")));
        assertEquals(Problem.Kind.NOT_FOUND, missing.kind());
        assertTrue(missing.remedy().contains("diver plan new"), missing.remedy());
        assertTrue(refused(() -> PartitionFiles.read(temp)).what().endsWith("is not a file."));
        assertTrue(
                refused(() -> PartitionFiles.read(Path.of("/dev/zero"))).what().endsWith("is not a file."));
        var nowhere = refused(() -> PartitionFiles.create(temp.resolve("none/partition.json"), plan));
        assertEquals(Problem.Kind.NOT_FOUND, nowhere.kind());
    }
}
