package dev.diver.core.partition;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux must be booted with so that it keeps to its part: it leaves the others' memory alone from the beginning, and
 * can take their processors offline while it runs.
 *
 * @param words of the kernel's command line, not quoted for anything
 */
public record KernelCommandLine(List<String> words) {
    public KernelCommandLine {
        words = List.copyOf(words);
    }

    /** For a plan without conflicts. */
    public static KernelCommandLine of(PartitionPlan plan) {
        var reserved = plan.taken().stream()
                .sorted(Comparator.comparingLong(MemoryRange::start))
                .map(range -> "memmap=" + amount(range.size().bytes()) + "$" + MemoryRange.address(range.start()));
        // Linux's interrupts to all processors but its own would reach the offlined ones, too, and disturb who runs
        // there.
        return new KernelCommandLine(
                Stream.concat(reserved, Stream.of("no_ipi_broadcast=1")).toList());
    }

    /** As Linux's memparse() and QEMU read it: in the largest unit that divides it, without the "iB". */
    static String amount(long bytes) {
        var unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, 3);
        return (bytes >> (unit * 10)) + List.of("", "K", "M", "G").get(unit);
    }

    /** With blanks between the words: what QEMU's {@code -append} takes. */
    public String text() {
        return String.join(" ", words);
    }

    /** As it stands behind {@code linux} in {@code grub.cfg}, where a dollar sign begins a variable. */
    public String inGrubConfiguration() {
        return text().replace("$", "\\$");
    }

    /**
     * As it stands between double quotes in {@code /etc/default/grub}: a shell reads it there, and what comes of that
     * goes into {@code grub.cfg}.
     */
    public String inGrubDefaults() {
        return text().replace("$", "\\\\\\$");
    }
}
