package dev.diver.console.terminal;

/**
 * Writes a row compactly: its number of cells and what it has; characters, in a byte each where all are Latin; runs of
 * style; combining characters. {@link RowDecoder} reads it.
 */
final class RowEncoder {

    /** Characters are numbers of variable length, one more than the code point, so that the tail of a wide one is zero. */
    static final int UNICODE = 1;

    static final int STYLES = 2;
    static final int MARKS = 4;
    static final int FLAGS_SHIFT = 3;
    /** Where a row has any of the flags, so many bytes say how many bytes follow. */
    static final int LENGTH_BYTES = 3;
    /** Brings a style's flags to the low end, so that plain and bold text need one byte. */
    static final int STYLE_ROTATION = 12;

    private static final int MOST_OF_HEADER = 5 + LENGTH_BYTES;
    private static final int MOST_OF_CHARACTER = 3;
    private static final int MOST_OF_STYLE = 2 + 10;
    private static final int MOST_OF_MARKS = 2 + 1 + 2 * (Line.LONGEST_CLUSTER + 2);

    private RowEncoder() {}

    /** What encoding may need at most. */
    static int most(Line row) {
        int cell = row.isBeyondLatin() ? MOST_OF_CHARACTER : 1;
        if (row.hasStyle()) {
            cell += MOST_OF_STYLE;
        }
        if (row.marks != null) {
            cell += MOST_OF_MARKS;
        }
        return MOST_OF_HEADER + cell * row.length + 2;
    }

    /** @return where the next row may be written */
    static int encode(Line row, byte[] out, int offset) {
        int flags =
                (row.isBeyondLatin() ? UNICODE : 0) | (row.hasStyle() ? STYLES : 0) | (row.marks == null ? 0 : MARKS);
        int at = number(out, offset, (long) row.length << FLAGS_SHIFT | flags);
        int begin = at;
        if (flags != 0) {
            at += LENGTH_BYTES;
        }
        at = characters(row, out, at);
        if (row.hasStyle()) {
            at = styles(row, out, at);
        }
        if (row.marks != null) {
            at = marks(row, out, at);
        }
        if (flags != 0) {
            int length = at - begin - LENGTH_BYTES;
            out[begin] = (byte) length;
            out[begin + 1] = (byte) (length >> 8);
            out[begin + 2] = (byte) (length >> 16);
        }
        return at;
    }

    private static int characters(Line row, byte[] out, int offset) {
        int length = row.length;
        int[] codePoints = row.codePoints;
        int at = offset;
        if (row.isBeyondLatin()) {
            for (int x = 0; x < length; x++) {
                at = number(out, at, codePoints[x] + 1L);
            }
            return at;
        }
        for (int x = 0; x < length; x++) {
            out[at + x] = (byte) codePoints[x];
        }
        return at + length;
    }

    private static int styles(Line row, byte[] out, int offset) {
        int at = offset;
        int from = 0;
        while (from < row.length) {
            long style = row.styles[from];
            int to = from + 1;
            while (to < row.length && row.styles[to] == style) {
                to++;
            }
            at = number(out, at, to - from);
            at = number(out, at, Long.rotateLeft(style, STYLE_ROTATION));
            from = to;
        }
        return at;
    }

    private static int marks(Line row, byte[] out, int offset) {
        int at = offset;
        for (int x = 0; x < row.length; x++) {
            String mark = row.marks[x];
            if (mark != null) {
                at = number(out, at, x + 1L);
                at = number(out, at, mark.length());
                for (int i = 0; i < mark.length(); i++) {
                    out[at++] = (byte) mark.charAt(i);
                    out[at++] = (byte) (mark.charAt(i) >> 8);
                }
            }
        }
        return number(out, at, 0);
    }

    /** Seven bits a byte, the lowest first. */
    private static int number(byte[] out, int offset, long value) {
        int at = offset;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }
}
