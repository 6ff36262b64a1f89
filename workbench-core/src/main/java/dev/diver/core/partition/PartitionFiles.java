package dev.diver.core.partition;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Plans on the disk. */
public final class PartitionFiles {
    private static final PartitionPlanFormat FORMAT = new PartitionPlanFormat();

    private PartitionFiles() {}

    /** Errors name the file as it is given here. */
    public static PartitionPlan read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device may never end.
            throw refused(Problem.Kind.INVALID, file + " is not a file.", "", "Name a partition plan.");
        }
        try (var in = Files.newInputStream(file)) {
            return FORMAT.read(in.readNBytes(PartitionPlanFormat.LIMIT + 1), file.toString());
        } catch (NoSuchFileException e) {
            throw refused(
                    Problem.Kind.NOT_FOUND,
                    "There is no file " + file + ".",
                    "",
                    "diver plan new " + file + " writes a plan to start from.");
        } catch (IOException e) {
            throw failed(file + " cannot be read.", e);
        }
    }

    /** Writes a new file; never over one that is there. */
    public static void create(Path file, PartitionPlan plan) {
        try {
            Files.write(file, FORMAT.write(plan), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw refused(
                    Problem.Kind.INVALID,
                    file + " exists.",
                    "A new plan never writes over what is there.",
                    "Choose another name.");
        } catch (NoSuchFileException e) {
            throw refused(
                    Problem.Kind.NOT_FOUND,
                    "The directory of " + file + " does not exist.",
                    "",
                    "Make it first, or choose another place.");
        } catch (IOException e) {
            throw failed(file + " cannot be written.", e);
        }
    }

    private static DiverException failed(String what, IOException e) {
        var why = e instanceof AccessDeniedException ? "The permission is denied." : String.valueOf(e.getMessage());
        return new DiverException(
                new Problem(Problem.Kind.FAILED, what, why, "Look at the rights of the file and its directory."), e);
    }

    private static DiverException refused(Problem.Kind kind, String what, String why, String remedy) {
        return new DiverException(kind, what, why, remedy);
    }
}
