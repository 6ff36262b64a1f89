package dev.diver.app.screen.runs;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.ConsoleTimes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The console of a run that was: says what its log holds, and takes nothing. Where it is known when it said what, it can be
 * shown as it was at any time. Thread-safe.
 */
final class KeptConsole implements Console {
    /** What a person reads of a log; all of it is in the file. */
    static final int MOST_BYTES = 1 << 20;

    /** The time at which everything had been said. */
    static final long END = Long.MAX_VALUE;

    private static final int PIECE = 1 << 16;

    /** Resets the terminal, and forgets its lines (RIS, and xterm's ED 3). */
    private static final byte[] ANEW = "\033c\033[3J".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final Path log;
    private final ConsoleTimes times;
    private final List<View> views = new CopyOnWriteArrayList<>();
    private long shown = END;

    KeptConsole(String name, Path log, ConsoleTimes times) {
        this.name = name;
        this.log = log;
        this.times = times;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    ConsoleTimes times() {
        return times;
    }

    @Override
    public void write(byte[] bytes) {
        // Nobody is there any more.
    }

    @Override
    public synchronized Subscription attach(Sink sink) {
        var view = new View(sink);
        views.add(view);
        view.show();
        return () -> views.remove(view);
    }

    /** Shows it as it was then, in all views. Blocks while they take it. */
    synchronized void show(long time) {
        if (time != shown) {
            shown = time;
            views.forEach(View::show);
        }
    }

    /** Who looks, and what of the log is seen there. */
    private final class View {
        private final Sink sink;
        private long position;
        private boolean begun;

        View(Sink sink) {
            this.sink = sink;
        }

        private void show() {
            try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
                var size = channel.size();
                var wanted = Math.min(size, shown == END ? END : times.saidBy(shown));
                if (wanted < position || wanted - position > MOST_BYTES) {
                    begin(wanted);
                }
                begun = true;
                advance(channel, wanted);
            } catch (IOException e) {
                say("[diver: the console log is not there (any more)]");
            }
        }

        /** A terminal cannot go back: it begins again, near enough to the place that this is quick. */
        private void begin(long wanted) {
            if (begun) {
                sink.accept(ANEW, 0, ANEW.length);
            }
            position = Math.max(0, wanted - MOST_BYTES);
            if (position > 0) {
                say("[diver: the last mebibyte of " + wanted + " bytes]");
            }
        }

        private void advance(FileChannel channel, long wanted) throws IOException {
            var piece = ByteBuffer.allocate(PIECE);
            while (position < wanted) {
                var end = Math.min(Math.min(wanted, times.next(position)), position + PIECE);
                piece.clear().limit((int) (end - position));
                var count = channel.read(piece, position);
                if (count <= 0) {
                    return;
                }
                if (!times.isEmpty()) {
                    sink.cameAt(times.at(position));
                }
                sink.accept(piece.array(), 0, count);
                position += count;
            }
        }

        private void say(String notice) {
            var bytes = (notice + "\r\n").getBytes(StandardCharsets.UTF_8);
            sink.accept(bytes, 0, bytes.length);
        }
    }
}
