package dev.diver.deployer.partitioned;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.syscall.CokernelCrash;
import dev.diver.core.syscall.SharedWindow;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file behind the guest's memory: made before QEMU starts, readable by nobody else, and without a name as soon as
 * QEMU has it, so that nothing of it stays behind however the dive ends.
 */
final class GuestMemory implements AutoCloseable {
    private final Path file;
    private final SharedWindow window;

    private GuestMemory(Path file, SharedWindow window) {
        this.file = file;
        this.window = window;
    }

    /**
     * @param size bytes; takes no space until the guest writes
     * @param offset of the co-kernel's region
     */
    static GuestMemory create(Path file, long size, long offset) throws IOException {
        var space = Files.getFileStore(file.getParent()).getUsableSpace();
        if (space < size) {
            throw new DiverException(
                    Problem.Kind.NO_SPACE,
                    "The guest's memory does not fit.",
                    (size >> 20) + " MiB are wanted in " + file.getParent() + ", and " + (space >> 20)
                            + " MiB are free.",
                    "Give the machine less memory (--set memory=512MiB), or free some there.");
        }
        try (var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.allocate(1), size - 1);
            return new GuestMemory(file, SharedWindow.map(file, offset));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** QEMU has it open. */
    void forgetName() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Tried again when the dive has ended.
        }
    }

    SyscallSource source() {
        return new SyscallSource() {
            @Override
            public Optional<SyscallStatistics> read() {
                return window.read();
            }

            @Override
            public void close() {
                GuestMemory.this.close();
            }
        };
    }

    /** How an error of its own ended the program. */
    Optional<CokernelCrash> programEnd() {
        return window.programEnd();
    }

    /** What a co-kernel that is just crashing has written down; it may have written over anything. */
    Optional<CokernelCrash> lastWords() {
        try {
            return window.lastWords();
        } catch (DiverException e) {
            return Optional.empty();
        }
    }

    /** Whether the co-kernel itself said that the program is at its end. */
    boolean hasProgramEnded() {
        return window.hasProgramEnded();
    }

    Optional<SyscallStatistics> read() {
        return window.read();
    }

    @Override
    public void close() {
        forgetName();
        window.close();
    }
}
