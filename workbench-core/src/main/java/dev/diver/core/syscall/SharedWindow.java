package dev.diver.core.syscall;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The statistics in a guest's memory, where that is a file of the host: read straight from there, at no cost to it. */
public final class SharedWindow implements SyscallSource {
    private final Arena arena;
    private final WindowReader reader;

    private SharedWindow(Arena arena, WindowReader reader) {
        this.arena = arena;
        this.reader = reader;
    }

    /**
     * Maps the window for reading.
     *
     * @param memory the file behind the guest's memory; may be removed once it is mapped, must not be cut shorter
     * @param offset of the co-kernel's region in that file, in bytes
     * @throws DiverException where the file cannot be read or is too short
     */
    public static SharedWindow map(Path memory, long offset) {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(memory, StandardOpenOption.READ)) {
            if (offset < 0 || channel.size() - offset < WindowLayout.WINDOW_SIZE) {
                throw new IOException("it has " + channel.size() + " bytes, the region begins at " + offset);
            }
            var window = channel.map(FileChannel.MapMode.READ_ONLY, offset, WindowLayout.WINDOW_SIZE, arena);
            return new SharedWindow(arena, new WindowReader(window));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The memory that the guest shares could not be mapped.",
                            memory + ": " + e.getMessage(),
                            "Let the machine's memory be a file (memory-backend-file, share=on) as large as the plan says."),
                    e);
        }
    }

    @Override
    public Optional<SyscallStatistics> read() {
        return reader.statistics();
    }

    /** As {@link WindowReader#programEnd}. */
    public Optional<CokernelCrash> programEnd() {
        return reader.programEnd();
    }

    /** As {@link WindowReader#lastWords}. */
    public Optional<CokernelCrash> lastWords() {
        return reader.lastWords();
    }

    /** As {@link WindowReader#hasProgramEnded}. */
    public boolean hasProgramEnded() {
        return reader.hasProgramEnded();
    }

    @Override
    public void close() {
        arena.close();
    }
}
