package dev.diver.core.syscall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The trace of a run in its folder, as {@code syscalls.json}. */
public final class SyscallFile {
    public static final String NAME = "syscalls.json";

    /** 128 full histograms have 7 MiB in base64. */
    private static final int LONGEST = 1 << 24;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SyscallFile() {}

    /** @param folder the run's, where its console log is */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /** Whole or not at all. */
    public static void write(Path folder, SyscallTrace trace) throws IOException {
        AtomicFiles.write(folder.resolve(NAME), MAPPER.writeValueAsBytes(SyscallJson.full(trace)));
    }

    /**
     * Empty where the run has no trace.
     *
     * @throws DiverException DAMAGED where there is a file that is none
     */
    public static Optional<SyscallTrace> read(Path folder) {
        var file = folder.resolve(NAME);
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw damaged(file, "it has more than " + LONGEST + " bytes", null);
            }
            return Optional.of(parse(bytes, file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The run's system calls could not be read.",
                            file + ": " + e.getMessage(),
                            "Give yourself the right to read that file."),
                    e);
        }
    }

    static SyscallTrace parse(byte[] bytes, Path file) {
        try {
            return SyscallJson.parse(MAPPER.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    private static DiverException damaged(Path file, String why, Exception cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.DAMAGED,
                        "The run's system calls could not be read.",
                        file + " is damaged: " + why + ".",
                        "Dive again to count them anew; that file can be deleted."),
                cause);
    }
}
