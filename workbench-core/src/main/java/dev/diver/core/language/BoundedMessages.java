package dev.diver.core.language;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Messages of the Language Server Protocol as they come, each a header and so many bytes ("Base Protocol" of its
 * specification). Whoever reads them allocates what a header announces, so a header that announces too much ends the
 * stream before it is seen.
 */
final class BoundedMessages extends FilterInputStream {
    private static final String LENGTH = "content-length:";
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 1024;

    private final int most;
    /** The header that is being handed on, and how much of it was. */
    private byte[] header = {};

    private int handedOn;
    private int bodyLeft;

    /** @param most bytes that a message may have */
    BoundedMessages(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (handedOn == header.length && bodyLeft == 0 && !nextHeader()) {
            return -1;
        }
        if (handedOn < header.length) {
            var count = Math.min(length, header.length - handedOn);
            System.arraycopy(header, handedOn, into, offset, count);
            handedOn += count;
            return count;
        }
        var count = super.read(into, offset, Math.min(length, bodyLeft));
        bodyLeft -= Math.max(0, count);
        return count;
    }

    private boolean nextHeader() throws IOException {
        var read = new byte[LONGEST_HEADER];
        var length = 0;
        var matched = 0;
        while (matched < END.length) {
            var next = super.read();
            if (next < 0) {
                return false;
            }
            if (length == LONGEST_HEADER) {
                throw new IOException("a message's header has no end");
            }
            read[length++] = (byte) next;
            matched = next == END[matched] ? matched + 1 : next == END[0] ? 1 : 0;
        }
        header = java.util.Arrays.copyOf(read, length);
        handedOn = 0;
        bodyLeft = bodyLength(new String(header, StandardCharsets.US_ASCII));
        return true;
    }

    private int bodyLength(String text) throws IOException {
        var announced = -1;
        for (var line : text.split("\r\n")) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                var digits = line.substring(LENGTH.length()).strip();
                if (announced >= 0 || !digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) > most) {
                    throw new IOException("a message's header announces " + digits + " bytes");
                }
                announced = Integer.parseInt(digits);
            }
        }
        if (announced < 0) {
            throw new IOException("a message's header tells no length");
        }
        return announced;
    }
}
