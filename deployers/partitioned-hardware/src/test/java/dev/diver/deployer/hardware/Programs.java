package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tests dive with. */
final class Programs {
    private Programs() {}

    /** A static program from one C file of {@code assets/gpos/test}. */
    static Path compile(String name, Path to) throws IOException, InterruptedException {
        var source = Path.of(System.getProperty("diver.assets"), "gpos/test", name + ".c");
        var process = new ProcessBuilder(
                        "timeout",
                        "120",
                        "gcc",
                        "-std=c11",
                        "-D_GNU_SOURCE",
                        "-O1",
                        "-static",
                        "-o",
                        to.resolve(name).toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return to.resolve(name);
    }

    /** A plan of the test's node that gives one processor and one range away. */
    static void plan(Path file, int processor, MemoryRange range) throws IOException {
        Files.deleteIfExists(file);
        var half = 768L << 20;
        var machine = new Machine(
                MachineType.HARDWARE,
                4,
                MemorySize.mebibytes(1536),
                List.of(
                        new Machine.Node(ProcessorSet.of(0, 1), List.of(MemoryRange.between(0, half))),
                        new Machine.Node(ProcessorSet.of(2, 3), List.of(MemoryRange.between(half, 2 * half)))),
                List.of());
        var part = new PartitionPlan.Part(
                "cokernel", ProcessorSet.of(processor), List.of(range), List.of(), PartitionPlan.WINDOW);
        var linux = machine.allProcessors().minus(part.processors());
        PartitionFiles.create(
                file, new PartitionPlan(machine, new PartitionPlan.Linux(linux, List.of()), List.of(part)));
    }
}
