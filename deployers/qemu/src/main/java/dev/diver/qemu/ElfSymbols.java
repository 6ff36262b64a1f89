package dev.diver.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Functions of a 64-bit ELF file by their addresses (ELF-64 Object File Format 1.5, chapters 4 and 6). The file is
 * untrusted; what cannot be read is left out.
 */
public final class ElfSymbols {
    private static final int HEADER = 64;
    private static final int SECTION = 64;
    private static final int SYMBOL = 24;
    private static final int MOST_SECTIONS = 1 << 12;
    private static final long LARGEST_TABLE = 64L << 20;
    private static final int ELF_MAGIC = 0x464c457f;
    private static final int TYPE_SYMBOLS = 2;
    private static final int TYPE_DYNAMIC_SYMBOLS = 11;
    private static final int FUNCTION = 2;
    private static final int LONGEST_NAME = 200;

    private record Function(String name, long size) {}

    private final TreeMap<Long, Function> functions = new TreeMap<>(Long::compareUnsigned);

    private ElfSymbols() {}

    /** No functions for what is no such file, or is stripped. */
    public static ElfSymbols read(Path file) {
        var symbols = new ElfSymbols();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            symbols.read(channel);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // A name is a help, and its lack no error.
        }
        return symbols;
    }

    private record Section(int type, long offset, long size, int link) {}

    private void read(FileChannel channel) throws IOException {
        var header = bytes(channel, 0, HEADER);
        if (header.getInt(0) != ELF_MAGIC || header.getShort(58) != SECTION) {
            return;
        }
        var count = Math.min(Short.toUnsignedInt(header.getShort(60)), MOST_SECTIONS);
        var table = bytes(channel, header.getLong(40), (long) count * SECTION);
        for (var i = 0; i < count; i++) {
            var section = section(table, i);
            var isTable = section.type() == TYPE_SYMBOLS || section.type() == TYPE_DYNAMIC_SYMBOLS;
            if (isTable && section.link() < count) {
                var names = section(table, section.link());
                add(bytes(channel, section.offset(), section.size()), bytes(channel, names.offset(), names.size()));
            }
        }
    }

    private static Section section(ByteBuffer table, int index) {
        var at = index * SECTION;
        return new Section(table.getInt(at + 4), table.getLong(at + 24), table.getLong(at + 32), table.getInt(at + 40));
    }

    private void add(ByteBuffer symbols, ByteBuffer names) {
        for (var at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
            var address = symbols.getLong(at + 8);
            if ((symbols.get(at + 4) & 0xf) == FUNCTION && address != 0) {
                functions.putIfAbsent(address, new Function(name(names, symbols.getInt(at)), symbols.getLong(at + 16)));
            }
        }
    }

    private static String name(ByteBuffer names, int start) {
        var end = start;
        while (end < names.limit() && end - start < LONGEST_NAME && names.get(end) != 0) {
            end++;
        }
        var bytes = new byte[end - start];
        names.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || size > LARGEST_TABLE || offset > channel.size() - size) {
            throw new IllegalArgumentException("beyond the file's end");
        }
        var bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // On with the next piece.
        }
        return bytes.flip();
    }

    /** Such as {@code main+0x14}; empty where no function is there. */
    public Optional<String> at(long address) {
        Map.Entry<Long, Function> found = functions.floorEntry(address);
        if (found == null) {
            return Optional.empty();
        }
        var offset = address - found.getKey();
        var size = found.getValue().size();
        return Long.compareUnsigned(offset, size == 0 ? 1 : size) < 0
                ? Optional.of(found.getValue().name() + "+0x" + Long.toHexString(offset))
                : Optional.empty();
    }
}
