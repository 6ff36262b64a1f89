package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import java.util.List;

/**
 * Who gets what of a machine: the content of {@code partition.json}. A plan may be full of conflicts, which
 * {@link PartitionChecker} lists; its parts are well-formed each for itself.
 *
 * @param linux what Linux (the general-purpose OS) gets
 * @param parts what each specialized kernel gets
 */
public record PartitionPlan(Machine machine, Linux linux, List<Part> parts) {
    /** What a part's shared window has where the file does not say: COKERNEL_WINDOW_SIZE of cokernel.h. */
    public static final MemorySize WINDOW = MemorySize.mebibytes(4);

    public PartitionPlan {
        parts = List.copyOf(parts);
    }

    /**
     * Linux's part. Its memory is all that no other part has.
     *
     * @param devices names such as {@code serial1}; a device that no part names is Linux's too
     */
    public record Linux(ProcessorSet processors, List<String> devices) {
        public Linux {
            devices = List.copyOf(devices);
        }
    }

    /**
     * A specialized kernel's part.
     *
     * @param name lower-case letters, digits, - and _
     * @param memory the first one is its region: the kernel's image and the shared window are there
     * @param devices names such as {@code serial2}
     * @param window the memory that it shares with Linux, at the start of its region
     */
    public record Part(
            String name, ProcessorSet processors, List<MemoryRange> memory, List<String> devices, MemorySize window) {
        public Part {
            memory = List.copyOf(memory);
            devices = List.copyOf(devices);
        }
    }

    /** Memory that Linux must leave alone, as each part has it. */
    public List<MemoryRange> taken() {
        return parts.stream().flatMap(part -> part.memory().stream()).toList();
    }

    /** Bytes of RAM that no part has, so that Linux has them. */
    public long linuxMemory() {
        var ram = machine.ram();
        var free = ram.stream().mapToLong(range -> range.size().bytes()).sum();
        for (var taken : MemoryRange.union(taken())) {
            for (var range : ram) {
                free -= Math.max(0, Math.min(taken.end(), range.end()) - Math.max(taken.start(), range.start()));
            }
        }
        return free;
    }
}
