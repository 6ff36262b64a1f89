package dev.diver.app.screen.partition;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlanFormat;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A plan's file. Blocks: not for the screen's thread. */
final class PlanFile {
    private final Path path;
    private final PartitionPlanFormat format = new PartitionPlanFormat();

    PlanFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /**
     * What a file holds.
     *
     * @param bytes as they are, which another program may have written otherwise than this one would
     */
    record Content(byte[] bytes, PartitionPlan plan) {
        boolean same(byte[] other) {
            return Arrays.equals(bytes, other);
        }
    }

    Content read() {
        var bytes = bytes();
        return new Content(bytes, format.read(bytes, path.getFileName().toString()));
    }

    private byte[] bytes() {
        try {
            if (!Files.isRegularFile(path)) {
                throw new NoSuchFileException(path.toString());
            }
            try (var in = Files.newInputStream(path)) {
                return in.readNBytes(PartitionPlanFormat.LIMIT + 1);
            }
        } catch (NoSuchFileException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.NOT_FOUND,
                            "There is no file " + path.getFileName() + " (any more).",
                            "",
                            "Save the layout again, or open another one."),
                    e);
        } catch (IOException e) {
            throw failed("cannot be read", e);
        }
    }

    /** A draft, or any other text of a plan. */
    PartitionPlan parse(byte[] bytes) {
        return format.read(bytes, path.getFileName().toString());
    }

    byte[] text(PartitionPlan plan) {
        return format.write(plan);
    }

    /**
     * Writes, unless somebody else has changed the file meanwhile.
     *
     * @param base what it held when it was read
     * @throws DiverException IN_USE where it holds something else now
     */
    Content write(PartitionPlan plan, byte[] base) {
        if (Files.exists(path) && !Arrays.equals(bytes(), base)) {
            throw new DiverException(
                    Problem.Kind.IN_USE,
                    path.getFileName() + " was changed on the disk by another program.",
                    "",
                    "Take the file's plan, or keep yours and save again.");
        }
        try {
            var bytes = format.write(plan);
            AtomicFiles.write(path, bytes);
            return new Content(bytes, plan);
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    private DiverException failed(String how, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        path.getFileName() + " " + how + ".",
                        e.getClass().getSimpleName() + ": " + e.getMessage(),
                        "Look at the rights of the file and its directory."),
                e);
    }
}
