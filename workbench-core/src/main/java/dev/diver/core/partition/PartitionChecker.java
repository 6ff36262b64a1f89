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

    /** What a Debian kernel with a small user space boots in, with room for its page cache. */
    public static final MemorySize LEAST_LINUX = MemorySize.mebibytes(256);

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
