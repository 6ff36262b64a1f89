package dev.diver.app.screen.runs;

import dev.diver.core.dive.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The console of a run that was: says what its log holds, and takes nothing. */
final class KeptConsole implements Console {
    /** What a person reads of a log; all of it is in the file. */
    static final int MOST_BYTES = 1 << 20;

    private static final int PIECE = 1 << 16;

    private final String name;
    private final Path log;

    KeptConsole(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void write(byte[] bytes) {
        // Nobody is there any more.
    }

    @Override
    public Subscription attach(Sink sink) {
        try (var channel = Files.newByteChannel(log)) {
            var size = channel.size();
            if (size > MOST_BYTES) {
                say(sink, "[diver: the last mebibyte of " + size + " bytes]");
            }
            channel.position(Math.max(0, size - MOST_BYTES));
            var piece = ByteBuffer.allocate(PIECE);
            while (channel.read(piece) > 0) {
                sink.accept(piece.array(), 0, piece.position());
                piece.clear();
            }
        } catch (IOException e) {
            say(sink, "[diver: the console log is not there (any more)]");
        }
        return () -> {};
    }

    private static void say(Sink sink, String notice) {
        var bytes = (notice + "\r\n").getBytes(StandardCharsets.UTF_8);
        sink.accept(bytes, 0, bytes.length);
    }
}
