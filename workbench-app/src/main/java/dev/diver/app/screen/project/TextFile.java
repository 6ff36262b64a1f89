package dev.diver.app.screen.project;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes a file of text. Blocks: not for the screen's thread. */
final class TextFile {
    private static final long MOST_BYTES = 5 << 20;

    private TextFile() {}

    /** The text with its lines ended by line feeds alone, as the editor has it. */
    static String lines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The opposite of {@link #lines}: ended as in the text that the file held, where that did it in one way. */
    static String endedAs(String held, String text) {
        var crlf = held.contains("\r\n") && !held.replace("\r\n", "").contains("\n");
        return crlf ? text.replace("\n", "\r\n") : text;
    }

    /** @throws DiverException UNSUPPORTED for what is no text or too large for an editor */
    static String read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DiverException(Problem.Kind.NOT_FOUND, file + " is not there (any more).", "", "");
            }
            var size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        file.getFileName() + " is too large for the editor.",
                        "It has " + size / (1 << 20) + " MiB; the editor takes files up to 5 MiB.",
                        "Open it with another program.");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.UNSUPPORTED,
                            file.getFileName() + " is not a text file.",
                            "Its bytes are not UTF-8.",
                            "Open it with another program."),
                    e);
        } catch (IOException e) {
            throw failed("could not be read", file, e);
        }
    }

    /**
     * Writes, unless somebody else has changed the file meanwhile.
     *
     * @param base what the file held when it was read
     * @throws DiverException IN_USE where it holds something else now
     */
    static void write(Path file, String text, String base) {
        try {
            if (Files.exists(file) && !read(file).equals(base)) {
                throw new DiverException(
                        Problem.Kind.IN_USE,
                        file.getFileName() + " was changed on the disk by another program.",
                        "",
                        "Reload it, or keep your text and save again.");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw failed("could not be written", file, e);
        }
    }

    private static DiverException failed(String how, Path file, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        file.getFileName() + " " + how + ".",
                        e.getClass().getSimpleName() + ": " + e.getMessage(),
                        "Check that the file may be written and that the disk has space; your text is kept as a draft."),
                e);
    }
}
