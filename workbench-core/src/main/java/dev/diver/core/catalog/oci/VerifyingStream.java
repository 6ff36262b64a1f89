package dev.diver.core.catalog.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests what is read; more bytes than promised, fewer, or others are an error. */
final class VerifyingStream extends FilterInputStream {
    private final Descriptor expected;
    private final MessageDigest digest = Digest.sha256();
    private long seen;
    private boolean checked;

    VerifyingStream(InputStream in, Descriptor expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count < 0) {
            check();
            return count;
        }
        seen += count;
        if (seen > expected.size()) {
            throw new WrongContent("it is larger than the " + expected.size() + " bytes that its descriptor promises");
        }
        digest.update(buffer, offset, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes must be digested too.
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Not what its descriptor promises: an IOException, because what reads in between knows no other. */
    static final class WrongContent extends IOException {
        private static final long serialVersionUID = 1L;

        WrongContent(String why) {
            super(why);
        }
    }

    /** Reads to the end and compares. */
    void finish() throws IOException {
        transferTo(java.io.OutputStream.nullOutputStream());
        check();
    }

    private void check() throws IOException {
        if (checked) {
            return;
        }
        if (seen != expected.size()) {
            throw new WrongContent("it has " + seen + " bytes and not " + expected.size());
        }
        var actual = Digest.ofSum(digest.digest());
        if (!actual.equals(expected.digest())) {
            throw new WrongContent("its digest is " + actual);
        }
        checked = true;
    }
}
