package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.app.screen.common.Drafts;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTextTest {
    @TempDir
    Path folder;

    @Test
    void draftsAreKeptPerFile() throws IOException {
        var drafts = new Drafts(folder);
        var one = folder.resolve("a/main.c");
        drafts.keep(one, "unsaved");
        drafts.keep(one, "unsaved, later");
        assertEquals(Optional.of("unsaved, later"), new Drafts(folder).find(folder.resolve("b/../a/main.c")));
        assertEquals(Optional.empty(), drafts.find(folder.resolve("b/main.c")));
        drafts.drop(one);
        assertEquals(Optional.empty(), drafts.find(one));
    }

    /** As {@code AtomicFiles} writes into directories that it makes, a late draft would bring back a removed home. */
    @Test
    void nothingIsWrittenOrRemovedOnceTheWindowIsGone() throws IOException {
        var drafts = new Drafts(folder.resolve("data"));
        var one = folder.resolve("a/main.c");
        var other = folder.resolve("a/late.c");
        drafts.keep(one, "unsaved");
        drafts.close();
        drafts.keep(other, "too late");
        drafts.drop(one);
        assertEquals(Optional.of("unsaved"), drafts.find(one));
        assertEquals(Optional.empty(), drafts.find(other));
    }

    @Test
    void aFileThatSomebodyElseChangedIsNotOverwritten() throws IOException {
        var file = folder.resolve("main.c");
        TextFile.write(file, "mine", "");
        Files.writeString(file, "theirs");
        var failure = assertThrows(DiverException.class, () -> TextFile.write(file, "mine, later", "mine"));
        assertEquals(Problem.Kind.IN_USE, failure.problem().kind());
        assertEquals("theirs", Files.readString(file));
    }

    @Test
    void newFilesStayWithinTheirNet() {
        assertEquals(Optional.of(folder.resolve("src/a.c")), NewFileDialog.inside(folder, " src/./a.c "));
        for (var text :
                new String[] {"", " ", "src/", ".", "..", "../a.c", "src/../../a.c", "/etc/passwd", "a\u0000b"}) {
            assertEquals(Optional.empty(), NewFileDialog.inside(folder, text), text);
        }
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        var file =
                Files.write(folder.resolve("kernel.elf"), new byte[] {0x7f, 'E', 'L', 'F', (byte) 0xc3, (byte) 0x28});
        var failure = assertThrows(DiverException.class, () -> TextFile.read(file));
        assertEquals(Problem.Kind.UNSUPPORTED, failure.problem().kind());
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        var file = folder.resolve("huge.c");
        try (var open = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(3L << 30);
        }
        var failure = assertThrows(DiverException.class, () -> TextFile.read(file));
        assertEquals(Problem.Kind.UNSUPPORTED, failure.problem().kind());
    }
}
