package dev.diver.deployer.partitioned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.qemu.KeepMemory;
import dev.diver.qemu.LinuxSymbols;
import java.util.List;
import java.util.Optional;

/**
 * {@code [dive.partitioned-vm]}, typed.
 *
 * @param plan a file with a partition plan, which says then how many processors and how much memory there are
 * @param onCokernel whether the program runs on the co-kernel; otherwise on the same machine's Linux
 * @param spinMicroseconds how long a kernel looks for the other's answer before it sleeps
 */
record PartitionedVmOptions(
        Optional<String> plan,
        int cpus,
        MemorySize memory,
        String accelerator,
        String kernelArgs,
        boolean onCokernel,
        boolean statistics,
        Transport transport,
        int spinMicroseconds,
        KeepMemory keepMemory) {

    /** How the statistics come to the host. */
    enum Transport {
        /** Read in the guest's memory. */
        MEMORY,
        /** Sent by the proxy, as where memory cannot be shared. */
        STREAM
    }

    private static final MemorySize USUAL_MEMORY = MemorySize.mebibytes(768);

    static OptionSchema schema() {
        return new OptionSchema(List.of(
                new Option("plan", "Partition", new Type.File(), "none", "A partition plan, such as partition.json."),
                new Option(
                        "cpus",
                        "Partition",
                        new Type.Whole(2, 255),
                        "2",
                        "Processors of the machine where there is no plan; the last is the co-kernel's."),
                new Option(
                        "memory",
                        "Partition",
                        new Type.Size(),
                        USUAL_MEMORY.toString(),
                        "Memory of the machine where there is no plan; a third is the co-kernel's."),
                new Option(
                        "accelerator",
                        "Machine",
                        new Type.Choice(List.of("auto", "kvm", "tcg")),
                        "auto",
                        "How processors are run; auto is measured once on each host."),
                new Option(
                        LocalDives.LINUX,
                        "Linux",
                        new Type.Text(),
                        "the kernel's own choice",
                        "The Linux beside the co-kernel, such as linux:6.1-generic."),
                new Option("kernel-args", "Linux", new Type.Text(), "none", "Added to Linux's command line."),
                new Option(
                        "run-on",
                        "Partition",
                        new Type.Choice(List.of("cokernel", "linux")),
                        "cokernel",
                        "Which of the two kernels runs the program; linux is for a comparison in the same machine."),
                new Option(
                        "statistics", "Co-kernel", new Type.Flag(), "true", "Every system call is counted and timed."),
                new Option(
                        "transport",
                        "Co-kernel",
                        new Type.Choice(List.of("memory", "stream")),
                        "memory",
                        "How the counts come here: read in the guest's memory, at no cost to it, or sent by Linux."),
                new Option(
                        "spin-us",
                        "Co-kernel",
                        new Type.Whole(0, 1_000_000),
                        "50",
                        "Microseconds that a kernel looks for the other's answer before it sleeps."),
                KeepMemory.option("Crashes"),
                LinuxSymbols.option("Debugging")));
    }

    /** @param values checked against {@link #schema} */
    static PartitionedVmOptions of(ObjectNode values) {
        return new PartitionedVmOptions(
                text(values, "plan"),
                values.path("cpus").asInt(2),
                text(values, "memory").map(MemorySize::parse).orElse(USUAL_MEMORY),
                text(values, "accelerator").orElse("auto"),
                text(values, "kernel-args").orElse(""),
                text(values, "run-on").filter("linux"::equals).isEmpty(),
                values.path("statistics").asBoolean(true),
                text(values, "transport").filter("stream"::equals).isPresent() ? Transport.STREAM : Transport.MEMORY,
                values.path("spin-us").asInt(50),
                KeepMemory.of(values));
    }

    private static Optional<String> text(ObjectNode values, String key) {
        return Optional.ofNullable(values.get(key)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }
}
