package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Physical memory, from its first byte on.
 *
 * @param start physical address, 0 to {@link #LIMIT} - 1
 * @param size so that the range ends at {@link #LIMIT} at the latest
 */
public record MemoryRange(long start, MemorySize size) {
    /** Bytes; a physical address of x86-64 has at most 52 bits (SDM volume 3, section 4.1.4). */
    public static final long LIMIT = 1L << 52;

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,16}");

    public MemoryRange {
        if (start < 0 || start >= LIMIT || size.bytes() > LIMIT - start) {
            throw new IllegalArgumentException("no physical memory: " + start + ", " + size.bytes());
        }
    }

    /** The range of all bytes from one address up to, but not including, another. */
    public static MemoryRange between(long start, long end) {
        return new MemoryRange(start, new MemorySize(end - start));
    }

    /** An address as files have it, such as {@code 0x30000000}: 0 to {@link #LIMIT} - 1. */
    public static long parseAddress(String text) {
        if (!ADDRESS.matcher(text).matches() || Long.parseUnsignedLong(text, 2, text.length(), 16) >>> 52 != 0) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + text + "\" is not a physical address.",
                    "",
                    "Write it as hexadecimal text below 2^52, such as 0x30000000.");
        }
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }

    /** As {@link #parseAddress} reads it. */
    public static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** The address behind its last byte. */
    public long end() {
        return start + size.bytes();
    }

    public boolean overlaps(MemoryRange other) {
        return start < other.end() && other.start < end();
    }

    public boolean contains(MemoryRange other) {
        return start <= other.start && other.end() <= end();
    }

    public boolean contains(long address) {
        return start <= address && address < end();
    }

    /** The same memory in as few ranges as possible, in ascending order, each byte once. */
    public static List<MemoryRange> union(List<MemoryRange> ranges) {
        return joined(ranges.stream()
                .sorted(Comparator.comparingLong(MemoryRange::start))
                .toList());
    }

    /** The same ranges in the same order, those in one that begin inside or right behind the one before. */
    static List<MemoryRange> joined(List<MemoryRange> ranges) {
        var joined = new ArrayList<MemoryRange>();
        for (var range : ranges) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.start <= range.start && range.start <= last.end()) {
                joined.set(joined.size() - 1, between(last.start, Math.max(last.end(), range.end())));
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    /** First and last byte: {@code 0x30000000-0x3fffffff}. */
    @Override
    public String toString() {
        return address(start) + "-" + address(end() - 1);
    }
}
