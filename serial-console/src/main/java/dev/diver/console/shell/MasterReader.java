package dev.diver.console.shell;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads what programs say into a pseudo-terminal. It comes in pieces of 4 KB, of which a flood has thousands a second: for
 * each of them pty4j's stream makes structures by reflection and copies an array as large as the one it is given, thrice.
 */
public final class MasterReader implements AutoCloseable {

    private static final int PIECE = 1 << 15;

    private final Posix posix = new Posix();
    private final int master;
    private final MemorySegment piece = Arena.ofAuto().allocate(PIECE);
    /** The terminal, and what says that no more is wanted. */
    private final MemorySegment polled = Arena.ofAuto().allocate(2 * Posix.POLL_SIZE, Posix.POLL_SIZE);

    private final int cancelled;
    private boolean closed;

    /** @param master the terminal's descriptor, which stays open until the reader is closed */
    public MasterReader(int master) throws IOException {
        this.master = master;
        cancelled = posix.event();
        if (cancelled < 0) {
            throw new IOException("no event can be waited for (error " + -cancelled + ")");
        }
        await(0, master);
        await(1, cancelled);
    }

    private void await(int index, int descriptor) {
        polled.set(ValueLayout.JAVA_INT, (long) index * Posix.POLL_SIZE, descriptor);
        polled.set(ValueLayout.JAVA_SHORT, (long) index * Posix.POLL_SIZE + Posix.POLL_EVENTS, Posix.READABLE);
    }

    /** How large an array to read into should be. */
    public static int piece() {
        return PIECE;
    }

    /** Waits for a piece. From one thread only. @return -1 where nothing will come any more, or none is wanted */
    public int read(byte[] into) throws IOException {
        while (true) {
            int ready = posix.poll(polled, 2);
            if (ready >= 0 && polled.get(ValueLayout.JAVA_SHORT, Posix.POLL_SIZE + Posix.POLL_CAME) != 0) {
                return -1;
            }
            int count = ready < 0 ? ready : posix.read(master, piece.asSlice(0, Math.min(into.length, PIECE)));
            if (count > 0) {
                MemorySegment.copy(piece, ValueLayout.JAVA_BYTE, 0, into, 0, count);
                return count;
            }
            if (count == 0 || count == Posix.HUNG_UP) {
                return -1;
            }
            if (count != Posix.INTERRUPTED) {
                throw new IOException("a pseudo-terminal cannot be read from (error " + -count + ")");
            }
        }
    }

    /** Ends a read that waits, and all that follow. From any thread. */
    public synchronized void cancel() throws IOException {
        if (!closed) {
            new Posix().signal(cancelled);
        }
    }

    /** By the thread that reads. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            posix.close(cancelled);
        }
    }
}
