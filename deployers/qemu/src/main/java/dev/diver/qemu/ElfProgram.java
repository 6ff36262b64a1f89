package dev.diver.qemu;

import dev.diver.core.debug.ElfNotes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a 64-bit x86 ELF file says about the files that it cannot start without (ELF-64 Object File Format 1.5, chapters
 * 5 and 7). Nothing of it is run, as ldd would.
 *
 * @param interpreter the loader that a dynamic program names
 * @param needed the libraries that it names, by file name or path
 * @param searched directories of its own that libraries are looked for in, which may begin with {@code $ORIGIN}
 */
record ElfProgram(Optional<String> interpreter, List<String> needed, List<String> searched) {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int ENTRY = 16;
    private static final int LARGEST_TABLE = 1 << 20;
    private static final int LONGEST_NAME = 4096;
    private static final int X86_64 = 62;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final long NEEDED = 1;
    private static final long STRINGS = 5;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;

    private record Segment(int type, long offset, long address, long size) {}

    private record Entry(long tag, long value) {}

    /** Empty where the file is none, or is broken: then the guest's kernel says what it makes of it. */
    static Optional<ElfProgram> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = ElfNotes.piece(channel, 0, HEADER, LARGEST_TABLE);
            var isElf64 = header.limit() == HEADER && header.getInt(0) == 0x464c457f && header.getShort(4) == 0x0102;
            if (!isElf64 || header.getShort(18) != X86_64 || header.getShort(54) != SEGMENT) {
                return Optional.empty();
            }
            return Optional.of(read(channel, segments(channel, header)));
        }
    }

    private static ElfProgram read(FileChannel channel, List<Segment> segments) throws IOException {
        var interpreter = Optional.<String>empty();
        var needed = new ArrayList<String>();
        var searched = new ArrayList<String>();
        for (var segment : segments) {
            if (segment.type() == INTERPRETER) {
                interpreter = Optional.of(text(channel, segment.offset()));
            } else if (segment.type() == DYNAMIC) {
                var entries = entries(ElfNotes.piece(channel, segment.offset(), segment.size(), LARGEST_TABLE));
                var strings = entries.stream()
                        .filter(entry -> entry.tag() == STRINGS)
                        .mapToLong(entry -> offset(segments, entry.value()))
                        .findFirst()
                        .orElse(-1);
                for (var entry : entries) {
                    if (strings >= 0 && entry.tag() == NEEDED) {
                        needed.add(text(channel, strings + entry.value()));
                    } else if (strings >= 0 && (entry.tag() == RPATH || entry.tag() == RUNPATH)) {
                        searched.addAll(
                                List.of(text(channel, strings + entry.value()).split(":")));
                    }
                }
            }
        }
        return new ElfProgram(interpreter.filter(path -> !path.isEmpty()), List.copyOf(needed), List.copyOf(searched));
    }

    private static List<Segment> segments(FileChannel channel, ByteBuffer header) throws IOException {
        var table = ElfNotes.piece(
                channel, header.getLong(32), (long) Short.toUnsignedInt(header.getShort(56)) * SEGMENT, LARGEST_TABLE);
        var segments = new ArrayList<Segment>();
        for (var at = 0; at + SEGMENT <= table.limit(); at += SEGMENT) {
            segments.add(new Segment(
                    table.getInt(at), table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
        }
        return segments;
    }

    private static List<Entry> entries(ByteBuffer table) {
        var entries = new ArrayList<Entry>();
        for (var at = 0; at + ENTRY <= table.limit() && table.getLong(at) != 0; at += ENTRY) {
            entries.add(new Entry(table.getLong(at), table.getLong(at + 8)));
        }
        return entries;
    }

    /** Where in the file an address of the program is, or -1. */
    private static long offset(List<Segment> segments, long address) {
        return segments.stream()
                .filter(segment -> segment.type() == LOAD)
                .filter(segment -> address >= segment.address() && address - segment.address() < segment.size())
                .mapToLong(segment -> segment.offset() + address - segment.address())
                .findFirst()
                .orElse(-1);
    }

    /** Up to its NUL. */
    private static String text(FileChannel channel, long at) throws IOException {
        var bytes = ElfNotes.piece(channel, at, LONGEST_NAME, LARGEST_TABLE);
        var length = 0;
        while (length < bytes.limit() && bytes.get(length) != 0) {
            length++;
        }
        return new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
    }
}
