package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.List;

/** What decides where a machine's RAM lies. */
public enum MachineType {
    /** QEMU's {@code pc}. */
    PC("pc", 0xe000_0000L, 0xc000_0000L, 255),
    /** QEMU's {@code q35}. */
    Q35("q35", 0xb000_0000L, 0x8000_0000L, 288),
    /** A physical machine: its nodes say where its RAM lies. */
    HARDWARE("hardware", 0, 0, ProcessorSet.LIMIT);

    private static final long FOUR_GIB = 1L << 32;

    private final String word;
    private final long wholeBelow;
    private final long lowEnd;
    private final int mostProcessors;

    /**
     * @param wholeBelow bytes; RAM that is smaller lies below 4 GiB as a whole
     * @param lowEnd where the part of larger RAM that lies below 4 GiB ends
     */
    MachineType(String word, long wholeBelow, long lowEnd, int mostProcessors) {
        this.word = word;
        this.wholeBelow = wholeBelow;
        this.lowEnd = lowEnd;
        this.mostProcessors = mostProcessors;
    }

    public static MachineType parse(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "\"" + word + "\" is not a type of machine.",
                        "",
                        Nearest.hint(
                                word,
                                Arrays.stream(values()).map(MachineType::word).toList())));
    }

    /** The word used in files. */
    public String word() {
        return word;
    }

    /** Whether QEMU makes this machine, and decides where its RAM lies. */
    public boolean isVirtual() {
        return this != HARDWARE;
    }

    /** As many as this type can have. */
    public int mostProcessors() {
        return mostProcessors;
    }

    /**
     * Where RAM lies when nothing else is said: QEMU's pc_init1() and pc_q35_init() leave a hole for devices below 4 GiB
     * once RAM would reach into it, and put the rest at 4 GiB. Empty where only the machine itself knows.
     */
    public List<MemoryRange> layout(MemorySize memory) {
        if (!isVirtual()) {
            return List.of();
        }
        if (memory.bytes() < wholeBelow) {
            return List.of(new MemoryRange(0, memory));
        }
        return List.of(
                MemoryRange.between(0, lowEnd), MemoryRange.between(FOUR_GIB, FOUR_GIB + memory.bytes() - lowEnd));
    }

    @Override
    public String toString() {
        return word;
    }
}
