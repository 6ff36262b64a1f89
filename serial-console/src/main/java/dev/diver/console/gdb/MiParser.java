package dev.diver.console.gdb;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts gdb's output into lines, wherever a read ended, and gives the record of each. A line that is longer than any answer
 * we ask for is dropped as it comes. Not thread-safe.
 */
final class MiParser {
    /** Bytes; 64 KiB of memory are 128 KiB of digits, 1,000 instructions with their sources less than 1 MiB. */
    static final int LONGEST_LINE = 8 << 20;

    private final Consumer<MiRecord> records;
    private byte[] line = new byte[4096];
    private int length;
    private boolean tooLong;

    MiParser(Consumer<MiRecord> records) {
        this.records = records;
    }

    void parse(byte[] bytes, int offset, int count) {
        var start = offset;
        for (var at = offset; at < offset + count; at++) {
            if (bytes[at] == '\n') {
                keep(bytes, start, at - start);
                end();
                start = at + 1;
            }
        }
        keep(bytes, start, offset + count - start);
    }

    private void keep(byte[] bytes, int from, int count) {
        if (tooLong || count > LONGEST_LINE - length) {
            tooLong = true;
            length = 0;
            return;
        }
        if (count > line.length - length) {
            line = Arrays.copyOf(line, Math.min(LONGEST_LINE, Math.max(line.length * 2, length + count)));
        }
        System.arraycopy(bytes, from, line, length, count);
        length += count;
    }

    private void end() {
        if (tooLong) {
            records.accept(new MiRecord.Unreadable("a line longer than " + LONGEST_LINE + " bytes"));
        } else {
            var content = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            if (content > 0) {
                records.accept(MiLine.read(line, content));
            }
        }
        tooLong = false;
        length = 0;
    }
}
