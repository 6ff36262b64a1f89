package dev.diver.core.partition;

import java.util.Locale;

/**
 * Something in a plan that cannot work, or hardly as it was meant.
 *
 * @param message what and why, in sentences
 * @param where the place in the file, as a JSON pointer such as {@code /parts/0/memory/0/start}
 * @param remedy a way out, or empty where none can be named
 */
public record Conflict(Code code, String message, String where, String remedy) {

    /** Whether a plan can be used in spite of it. */
    public enum Severity {
        /** The plan cannot be used. */
        CONFLICT,
        /** It can, with less speed or another effect than one may expect. */
        WARNING
    }

    /** All that a plan is checked for. */
    public enum Code {
        /** What is said of the machine's processors contradicts itself or the machine's type. */
        MACHINE_PROCESSORS(Severity.CONFLICT),
        /** What is said of the machine's memory contradicts itself or the machine's type. */
        MACHINE_MEMORY(Severity.CONFLICT),
        /** There is no part beside Linux. */
        NO_PART(Severity.CONFLICT),
        /** Two parts have the same name. */
        NAME_TWICE(Severity.CONFLICT),
        /** A device is given twice. */
        DEVICE_TWICE(Severity.CONFLICT),
        /** The machine has no such device. */
        DEVICE_MISSING(Severity.CONFLICT),
        /** A processor is given to two parts. */
        PROCESSOR_TWICE(Severity.CONFLICT),
        /** The machine has no such processor. */
        PROCESSOR_MISSING(Severity.CONFLICT),
        /** A processor is given to nobody. */
        PROCESSOR_UNUSED(Severity.WARNING),
        /** Linux has no processor at all. */
        LINUX_WITHOUT_PROCESSOR(Severity.CONFLICT),
        /** Linux has processors, but not number 0. */
        LINUX_WITHOUT_PROCESSOR_0(Severity.CONFLICT),
        /** A specialized part has no processor. */
        PART_WITHOUT_PROCESSOR(Severity.CONFLICT),
        /** Threads of one physical core are in different parts. */
        SIBLINGS_SPLIT(Severity.WARNING),
        /** The machine is virtual and has more processors than the host. */
        HOST_HAS_FEWER_PROCESSORS(Severity.WARNING),
        /** A specialized part has no memory. */
        PART_WITHOUT_MEMORY(Severity.CONFLICT),
        /** Two ranges have memory in common. */
        RANGES_OVERLAP(Severity.CONFLICT),
        /** A range's start or size is no multiple of what it has to be. */
        MISALIGNED(Severity.CONFLICT),
        /** A range reaches beyond the machine's last RAM. */
        BEYOND_MEMORY(Severity.CONFLICT),
        /** A range reaches into a hole between the machine's RAM. */
        OVER_HOLE(Severity.CONFLICT),
        /** A range begins in the first MiB. */
        IN_FIRST_MEBIBYTE(Severity.CONFLICT),
        /** A range has the firmware's tables in it. */
        OVER_FIRMWARE(Severity.CONFLICT),
        /** A region begins at 4 GiB or above. */
        REGION_TOO_HIGH(Severity.CONFLICT),
        /** A region is smaller than a specialized kernel needs. */
        REGION_TOO_SMALL(Severity.CONFLICT),
        /** The shared window has another size than kernel and module have been built with. */
        WINDOW_SIZE(Severity.CONFLICT),
        /** Linux has less memory than it needs. */
        LINUX_TOO_LITTLE_MEMORY(Severity.CONFLICT),
        /** No piece of Linux's memory is large enough for Linux itself. */
        LINUX_SCATTERED(Severity.CONFLICT),
        /** There are more ranges than Linux keeps out of while it starts. */
        TOO_MANY_RANGES(Severity.CONFLICT),
        /** A part's memory is on another NUMA node than its processors. */
        ON_OTHER_NODE(Severity.WARNING),
        /** A range that is large enough for large pages begins where they cannot. */
        SMALL_PAGES(Severity.WARNING),
        /** A range reaches over a device's registers on the machine that was looked at. */
        OVER_DEVICE(Severity.CONFLICT),
        /** Linux itself is in a range on the machine that was looked at, until it is booted anew. */
        OVER_LINUX(Severity.WARNING),
        /** The plan has been made for another machine than the one that was looked at. */
        MACHINE_DIFFERS(Severity.CONFLICT);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** As documents have it: {@code ranges-overlap}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Severity severity() {
        return code.severity();
    }

    /** Message and remedy. */
    public String text() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }
}
