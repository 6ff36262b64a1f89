package dev.diver.core.dive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads after a console for one sink, at that sink's pace. */
final class ConsoleFollower implements Runnable {
    private static final int PIECE = 1 << 16;

    private final DrainedConsole console;
    private final Console.Sink sink;
    private volatile boolean cancelled;
    private volatile long position;

    ConsoleFollower(DrainedConsole console, Console.Sink sink) {
        this.console = console;
        this.sink = sink;
    }

    @Override
    public void run() {
        var piece = new byte[PIECE];
        try {
            for (var count = console.read(position, piece, this);
                    count != 0;
                    count = console.read(position, piece, this)) {
                if (count > 0) {
                    deliver(piece, count);
                    position += count;
                } else {
                    var notice = ("\r\n[diver: " + -count + " bytes came faster than they could be shown]\r\n")
                            .getBytes(StandardCharsets.UTF_8);
                    sink.accept(notice, 0, notice.length);
                    position -= count;
                }
            }
        } catch (IOException | RuntimeException e) {
            // A view that fails gets no more; the log and the other views do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            console.gone(this);
        }
    }

    /** Piece by piece as they came, so that a view that comes late still learns when that was. */
    private void deliver(byte[] bytes, int count) {
        var times = console.times();
        for (var from = 0; from < count; ) {
            var at = position + from;
            var to = (int) Math.min(count, times.next(at) - position);
            sink.cameAt(times.at(at));
            sink.accept(bytes, from, to - from);
            from = to;
        }
    }

    long delivered() {
        return position;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }
}
