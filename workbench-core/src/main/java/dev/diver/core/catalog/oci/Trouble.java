package dev.diver.core.catalog.oci;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Words for what a disk does. */
public final class Trouble {
    private Trouble() {}

    /** @param doing such as "Pulling snorkel:0.1.0" */
    public static DiverException of(String doing, Path where, IOException cause) {
        var text = String.valueOf(cause.getMessage());
        // The JDK tells ENOSPC and EDQUOT by strerror's text only.
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return new DiverException(
                    new Problem(
                            Problem.Kind.NO_SPACE,
                            doing + " failed: the disk is full.",
                            "Nothing was changed; what had been written was removed again (" + where + ").",
                            "Free some space, then do it again."),
                    cause);
        }
        if (cause instanceof AccessDeniedException || text.contains("Read-only file system")) {
            return new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            doing + " failed: " + where + " cannot be written.",
                            text,
                            "Give yourself the right to write there, or set DIVER_HOME to another directory."),
                    cause);
        }
        if (cause instanceof VerifyingStream.WrongContent
                || cause instanceof ZipException
                || cause instanceof EOFException) {
            return new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            doing + " failed: a part of the package is damaged.",
                            "Of that part, " + text + ".",
                            "diver doctor --repair finds what is damaged and removes it; then pull again."),
                    cause);
        }
        return new DiverException(
                new Problem(Problem.Kind.FAILED, doing + " failed.", text, "diver doctor checks the catalog."), cause);
    }
}
