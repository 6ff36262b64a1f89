package dev.diver.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A guest's memory as QEMU's {@code dump-guest-memory} writes it: an ELF core file (ELF-64 Object File Format 1.5) with a
 * segment for each range of RAM and, of each processor, a note of the name {@code QEMU} (target/i386/arch_dump.c).
 */
final class CoreFile implements AutoCloseable {
    private static final int ELF = 0x464c457f;
    private static final short LITTLE_ENDIAN_64 = 0x0102;
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int MOST_SEGMENTS = 256;
    private static final int LOAD = 1;
    private static final int NOTE = 4;
    private static final int NOTE_HEADER = 12;
    private static final int LARGEST_NOTES = 1 << 22;
    private static final int QEMU = 0x554d4551;
    /** Of QEMUCPUState: two words, 18 registers, ten segments of 24 bytes, then CR0 to CR4. */
    private static final int CONTROL_REGISTERS = 8 + 18 * 8 + 10 * 24;

    private static final int READ_WRITE_EXECUTE = 7;

    private final FileChannel channel;
    private final List<Ram> ram = new ArrayList<>();
    private final List<Processor> processors = new ArrayList<>();
    /** By their owner, one of each processor, in the order of the processors. */
    private final Map<Integer, List<ByteBuffer>> notes = new LinkedHashMap<>();

    private ByteBuffer note = ByteBuffer.allocate(0);

    /** @param offset in the file */
    record Ram(long physical, long offset, long size) {}

    record Processor(long cr0, long cr3, long cr4) {}

    /** @throws IOException also where the file is another kind of file */
    CoreFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            read();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException known ? known : new IOException("the memory's file is damaged", e);
        }
    }

    private void read() throws IOException {
        var header = bytes(0, HEADER);
        var count = Short.toUnsignedInt(header.getShort(56));
        if (header.getInt(0) != ELF
                || header.getShort(4) != LITTLE_ENDIAN_64
                || header.getShort(54) != SEGMENT
                || count > MOST_SEGMENTS) {
            throw new IOException("the memory's file is of another kind");
        }
        var table = bytes(header.getLong(32), count * SEGMENT);
        for (var at = 0; at < table.limit(); at += SEGMENT) {
            if (table.getInt(at) == LOAD) {
                ram.add(new Ram(table.getLong(at + 24), table.getLong(at + 8), table.getLong(at + 32)));
            } else if (table.getInt(at) == NOTE) {
                note = table.slice(at, SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
                readNotes(bytes(note.getLong(8), (int) Math.min(note.getLong(32), LARGEST_NOTES)));
            }
        }
    }

    private void readNotes(ByteBuffer all) throws IOException {
        var at = 0;
        while (at + NOTE_HEADER <= all.limit()) {
            var owner = all.getInt(at + NOTE_HEADER);
            var content = at + NOTE_HEADER + padded(all.getInt(at));
            if (owner == QEMU) {
                var control = content + CONTROL_REGISTERS;
                processors.add(new Processor(
                        all.getLong(control), all.getLong(control + 3 * 8), all.getLong(control + 4 * 8)));
            }
            var next = content + padded(all.getInt(at + 4));
            notes.computeIfAbsent(owner, key -> new ArrayList<>()).add(all.slice(at, next - at));
            at = next;
        }
    }

    /** These alone, in this order, which a debugger's threads have too. */
    void keepProcessors(List<Integer> wanted) throws IOException {
        if (wanted.stream().anyMatch(number -> number >= processors.size())) {
            throw new IOException("the memory's file has " + processors.size() + " processors");
        }
        var all = List.copyOf(processors);
        processors.clear();
        wanted.forEach(number -> processors.add(all.get(number)));
        // What is not of each processor is of the machine.
        notes.replaceAll((owner, each) ->
                each.size() == all.size() ? wanted.stream().map(each::get).toList() : each);
    }

    private static int padded(int size) throws IOException {
        if (size < 0 || size > LARGEST_NOTES) {
            throw new IOException("the memory's file is damaged");
        }
        return (size + 3) & ~3;
    }

    List<Ram> ram() {
        return ram;
    }

    List<Processor> processors() {
        return processors;
    }

    /** As many bytes from there on as asked for. */
    ByteBuffer bytes(long offset, int size) throws IOException {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the memory's file is cut short");
            }
        }
        return bytes.flip();
    }

    /** Where memory is found instead of where it was. The new table and the processors' notes come behind all else. */
    void setSegments(List<AddressSpace.Segment> segments) throws IOException {
        var start = (channel.size() + 7) & ~7L;
        var place = start;
        for (var kept : notes.values().stream().flatMap(List::stream).toList()) {
            write(kept.duplicate(), place);
            place += kept.limit();
        }
        note.putLong(8, start).putLong(32, place - start).putLong(40, place - start);
        place = (place + 7) & ~7L;
        var table = ByteBuffer.allocate((segments.size() + 1) * SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
        table.put(note.duplicate().rewind());
        for (var segment : segments) {
            table.putInt(LOAD).putInt(READ_WRITE_EXECUTE);
            table.putLong(segment.offset()).putLong(segment.address()).putLong(segment.physical());
            table.putLong(segment.size()).putLong(segment.size()).putLong(0);
        }
        write(table.flip(), place);
        write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, place), 32);
        write(ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) (segments.size() + 1)), 56);
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        var place = at;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
