package dev.diver.core.syscall;

import java.util.Optional;

/** The statistics that a guest sends, for where its memory cannot be shared. Thread-safe. */
public final class StreamedSource implements SyscallSource {
    private final SnapshotDecoder decoder = new SnapshotDecoder();
    private Optional<SyscallStatistics> latest = Optional.empty();
    private RuntimeException failure;

    /** What came from the guest; called by the one thread that reads from it. Never fails: {@link #read} does. */
    public synchronized void feed(byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            for (var snapshot : decoder.decode(bytes, offset, length)) {
                latest = Optional.of(snapshot);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public synchronized Optional<SyscallStatistics> read() {
        if (failure != null) {
            throw failure;
        }
        return latest;
    }
}
