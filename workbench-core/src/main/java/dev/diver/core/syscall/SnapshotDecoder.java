package dev.diver.core.syscall;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes bytes as they come and gives the snapshots in them, see {@link SnapshotEncoder}. Holds at most one frame. After
 * a failure it takes no more: where a frame begins is lost. Not thread-safe.
 */
public final class SnapshotDecoder {
    private static final int GROWTH = 1 << 12;

    private byte[] frame = new byte[GROWTH];
    private int filled;
    private int wanted = SnapshotEncoder.HEADER;
    private boolean headerRead;
    private DiverException failed;

    /**
     * @return the snapshots that these bytes completed, oldest first
     * @throws DiverException where they are no snapshots, or too long ones, or of another version
     */
    public List<SyscallStatistics> decode(byte[] bytes, int offset, int length) {
        if (failed != null) {
            throw failed;
        }
        try {
            return take(bytes, offset, length);
        } catch (DiverException e) {
            failed = e;
            frame = new byte[0];
            throw e;
        }
    }

    private List<SyscallStatistics> take(byte[] bytes, int offset, int length) {
        var complete = new ArrayList<SyscallStatistics>();
        var at = offset;
        var end = offset + length;
        while (at < end) {
            var piece = Math.min(end - at, wanted - filled);
            store(bytes, at, piece);
            at += piece;
            if (filled == wanted && !headerRead) {
                header();
            }
            if (filled == wanted && headerRead) {
                complete.add(new SnapshotBody(frame, SnapshotEncoder.HEADER, wanted).read());
                filled = 0;
                wanted = SnapshotEncoder.HEADER;
                headerRead = false;
            }
        }
        return complete;
    }

    /** Grows with what has come, not with what a header promises. */
    private void store(byte[] bytes, int from, int count) {
        if (filled + count > frame.length) {
            frame = Arrays.copyOf(frame, Math.max(filled + count, Math.min(wanted, 2 * frame.length)));
        }
        System.arraycopy(bytes, from, frame, filled, count);
        filled += count;
    }

    private void header() {
        var mark = SnapshotEncoder.MARK;
        if (!Arrays.equals(mark, Arrays.copyOf(frame, mark.length))) {
            throw damaged("They begin with other bytes than a snapshot does.");
        }
        var version = Byte.toUnsignedInt(frame[mark.length]);
        if (version != SnapshotEncoder.VERSION) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "The statistics that the guest sends could not be read.",
                    "It speaks version " + version + " of them, this Diver version " + SnapshotEncoder.VERSION + ".",
                    "Pull the kernel again (diver pull), or use the Diver that came with it.");
        }
        var length = 0L;
        for (var i = SnapshotEncoder.HEADER - 1; i > mark.length; i--) {
            length = length << Byte.SIZE | Byte.toUnsignedInt(frame[i]);
        }
        if (length > SnapshotEncoder.LONGEST) {
            throw damaged("One snapshot would have " + length + " bytes, at most " + SnapshotEncoder.LONGEST + " are.");
        }
        wanted += (int) length;
        headerRead = true;
    }

    static DiverException damaged(String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "The statistics that the guest sends could not be read.",
                why,
                "Let nothing but the proxy's statistics go to that port; a dive begins anew.");
    }
}
