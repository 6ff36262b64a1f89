package dev.diver.core.topology;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Linux's /proc/iomem (kernel/resource.c; the names are those of arch/x86/kernel/e820.c and setup.c): who holds which
 * physical memory. Only root is shown addresses.
 */
final class MemoryMap {
    private static final int MOST_LINES = 1 << 16;

    private static final Pattern LINE = Pattern.compile("( *)([0-9a-f]{8,16})-([0-9a-f]{8,16}) : (.{0,200}).*");
    private static final Pattern LINUX = Pattern.compile("Kernel (code|rodata|data|bss)|Crash kernel.*|Hyper-V .*");
    private static final long FIRST_MEBIBYTE = 1 << 20;

    private MemoryMap() {}

    private record Resource(int depth, long start, long end, String name) {
        MemoryRange range() {
            return MemoryRange.between(start, end);
        }
    }

    /**
     * @param iomem the file's text
     * @param firmwareRam what the firmware told Linux is RAM, where that is known: what Linux has reserved of it was
     *     kept from it by {@code memmap=}
     * @return ascending; empty where no address is shown
     */
    static List<MemorySegment> parse(String iomem, List<MemoryRange> firmwareRam) {
        var resources = iomem.lines()
                .limit(MOST_LINES)
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .filter(line -> (address(line.group(2)) | address(line.group(3))) >>> 52 == 0)
                .map(line -> new Resource(
                        line.group(1).length() / 2, address(line.group(2)), address(line.group(3)) + 1, line.group(4)))
                .filter(one -> one.end() > one.start() && one.end() > 1)
                .toList();
        var segments = new ArrayList<MemorySegment>();
        for (var i = 0; i < resources.size(); i++) {
            var resource = resources.get(i);
            if (resource.depth() > 0) {
                continue;
            }
            var inside = new ArrayList<Resource>();
            for (var j = i + 1; j < resources.size() && resources.get(j).depth() > 0; j++) {
                inside.add(resources.get(j));
            }
            segments.addAll(segments(resource, inside, firmwareRam));
        }
        segments.sort(Comparator.comparingLong(segment -> segment.range().start()));
        for (var i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).range().overlaps(segments.get(i).range())) {
                return List.of(); // No kernel writes that; whoever did knows no memory map.
            }
        }
        return segments;
    }

    private static long address(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    private static List<MemorySegment> segments(
            Resource resource, List<Resource> inside, List<MemoryRange> firmwareRam) {
        var name = resource.name();
        if (name.startsWith("System RAM")) {
            return ram(resource, inside);
        }
        if (name.equalsIgnoreCase("Reserved")) {
            return reserved(resource, firmwareRam);
        }
        var firmware = name.startsWith("ACPI ")
                || name.equals("RAM buffer")
                || name.equals("Unusable memory")
                || name.startsWith("Unknown E820")
                || name.equals("Soft Reserved")
                || name.startsWith("Persistent Memory");
        return List.of(segment(resource.range(), firmware ? Use.FIRMWARE : Use.DEVICE, name));
    }

    private static List<MemorySegment> ram(Resource ram, List<Resource> inside) {
        var segments = new ArrayList<MemorySegment>();
        var from = ram.start();
        for (var one : inside) {
            if (LINUX.matcher(one.name()).matches() && one.start() >= from && one.end() <= ram.end()) {
                if (one.start() > from) {
                    segments.add(segment(MemoryRange.between(from, one.start()), Use.RAM, ""));
                }
                segments.add(segment(one.range(), Use.LINUX, one.name()));
                from = one.end();
            }
        }
        if (from < ram.end()) {
            segments.add(segment(MemoryRange.between(from, ram.end()), Use.RAM, ""));
        }
        return segments;
    }

    private static List<MemorySegment> reserved(Resource reserved, List<MemoryRange> firmwareRam) {
        var segments = new ArrayList<MemorySegment>();
        var from = reserved.start();
        for (var ram : firmwareRam) {
            // Below, Linux keeps some pages from itself because of firmware that does not tell.
            var start = Math.max(Math.max(ram.start(), from), FIRST_MEBIBYTE);
            var end = Math.min(ram.end(), reserved.end());
            if (start < end) {
                if (from < start) {
                    segments.add(segment(MemoryRange.between(from, start), Use.FIRMWARE, reserved.name()));
                }
                segments.add(segment(MemoryRange.between(start, end), Use.RAM, "kept from Linux when it was booted"));
                from = end;
            }
        }
        if (from < reserved.end()) {
            segments.add(segment(MemoryRange.between(from, reserved.end()), Use.FIRMWARE, reserved.name()));
        }
        return segments;
    }

    private static MemorySegment segment(MemoryRange range, Use use, String holder) {
        return new MemorySegment(range, use, -1, holder);
    }
}
