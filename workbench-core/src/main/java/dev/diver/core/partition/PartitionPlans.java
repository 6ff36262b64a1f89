package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;

/** Plans made by rule, of a virtual machine of QEMU's type {@code pc}. Each is free of conflicts. */
public final class PartitionPlans {
    /** The name of the specialized part. */
    public static final String PART = "cokernel";

    /** A region's end never lies above: devices of physical machines are there, and plans look alike everywhere. */
    private static final long HIGHEST_END = 3L << 30;

    private PartitionPlans() {}

    /**
     * What a net has that names no plan: {@link PlanTemplate#ONE_CORE}. Of 2 processors and 768 MiB, Linux gets processor
     * 0 and 512 MiB, the specialized kernel processor 1 and 256 MiB.
     *
     * @param processors at least 2
     * @param memory at least 290 MiB; rounded up to whole MiB
     */
    public static PartitionPlan usual(int processors, MemorySize memory) {
        return of(PlanTemplate.ONE_CORE, processors, memory);
    }

    /**
     * The region lies as high as it can below 3 GiB, where Linux misses it least. Because it lies in one piece below the
     * hole for devices, the specialized kernel gets less of a large machine than the template says.
     *
     * @param processors at least 2
     * @param memory at least 290 MiB; rounded up to whole MiB
     */
    public static PartitionPlan of(PlanTemplate template, int processors, MemorySize memory) {
        if (processors < 2 || processors > MachineType.PC.mostProcessors()) {
            throw refused(
                    "A machine with " + processors + (processors == 1 ? " processor" : " processors")
                            + " cannot be divided.",
                    "Linux and the specialized kernel need a processor each, and QEMU's machine pc has at most "
                            + MachineType.PC.mostProcessors() + ".",
                    "Take 2 to " + MachineType.PC.mostProcessors() + ".");
        }
        if (memory.bytes() > Machine.MOST_MEMORY) {
            throw refused(
                    memory + " are more than a machine can have.",
                    "",
                    "Take at most " + new MemorySize(Machine.MOST_MEMORY) + ".");
        }
        var machine = Machine.pc(processors, wholeMebibytes(memory));
        var alignment = PartitionChecker.REGION_ALIGNMENT;
        var tables = machine.firmwareTables().map(MemoryRange::start).orElse(0L);
        var end = Math.min(tables, HIGHEST_END) / alignment * alignment;
        // Linux keeps its least amount below the region too: its kernel and its DMA buffers must lie there.
        var most = end - PartitionChecker.LEAST_LINUX.bytes();
        var least = PartitionChecker.LEAST_REGION.bytes();
        if (most < least) {
            throw refused(
                    "A machine with " + memory + " cannot be divided.",
                    "Linux needs " + PartitionChecker.LEAST_LINUX + ", the specialized kernel "
                            + PartitionChecker.LEAST_REGION + ", and the firmware up to 2MiB.",
                    "Take at least " + new MemorySize(PartitionChecker.LEAST_LINUX.bytes() + least + alignment) + ".");
        }
        var size = Math.clamp(template.memory(machine.memory().bytes()) / alignment * alignment, least, most);
        var linux = processors - template.processors(processors);
        return new PartitionPlan(
                machine,
                new PartitionPlan.Linux(ProcessorSet.between(0, linux), List.of("serial1")),
                List.of(new PartitionPlan.Part(
                        PART,
                        ProcessorSet.between(linux, processors),
                        List.of(MemoryRange.between(end - size, end)),
                        List.of("serial2"),
                        PartitionPlan.WINDOW)));
    }

    /** As for every virtual machine; see {@link MachineRules}. */
    private static MemorySize wholeMebibytes(MemorySize memory) {
        return MemorySize.mebibytes(((memory.bytes() - 1) >> 20) + 1);
    }

    private static DiverException refused(String what, String why, String remedy) {
        return new DiverException(Problem.Kind.INVALID, what, why, remedy);
    }
}
