package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import java.util.OptionalInt;

/**
 * Lists everything that is wrong with a plan, at once. Pure: it looks at nothing but its arguments.
 */
public final class PartitionChecker {
    /** Bytes; COKERNEL_REGION_ALIGN of cokernel.h, for a region's start and size. */
    public static final long REGION_ALIGNMENT = 2L << 20;

    /** COKERNEL_REGION_MIN of cokernel.h. */
    public static final MemorySize LEAST_REGION = MemorySize.mebibytes(32);

    /** COKERNEL_REGION_LIMIT of cokernel.h: regions start below. */
    public static final long REGION_LIMIT = 1L << 32;

    /**
     * What Debian's kernel boots in with our init, proxy and co-kernel is 80 MiB; the rest is for the program with its
     * files, which are in memory twice while Linux unpacks them, and for the page cache.
     */
    public static final MemorySize LEAST_LINUX = MemorySize.mebibytes(256);

    /**
     * Where Linux may put itself at the earliest (LOAD_PHYSICAL_ADDR), and where it stays when it finds no other place, or
     * is told to ({@code nokaslr}): whatever is there, another part's region too.
     */
    public static final long LINUX_START = 16L << 20;

    /** In one piece: Debian's 6.1 needs 52 MiB (init_size of its header) at a multiple of 2 MiB. */
    public static final MemorySize LINUX_IMAGE = MemorySize.mebibytes(64);

    /** The first so many of a command line Linux keeps out of (MAX_MEMMAP_REGIONS of its kaslr.c). */
    public static final int MOST_RANGES = 4;

    private PartitionChecker() {}

    /** @param hostProcessors of the host that is to run the machine when it is virtual; empty where that is not known */
    public static PartitionReport check(PartitionPlan plan, OptionalInt hostProcessors) {
        var findings = new Findings();
        MachineRules.check(plan.machine(), hostProcessors, findings);
        PartRules.check(plan, findings);
        ProcessorRules.check(plan, findings);
        MemoryRules.check(plan, findings);
        return findings.report();
    }
}
