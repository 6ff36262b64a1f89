package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs of a real compiler. */
class SharedLibrariesTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    @TempDir
    Path temp;

    private Path compiled(String name, String source, String... options) throws Exception {
        var file = Files.writeString(temp.resolve(name + ".c"), source);
        var out = temp.resolve(name);
        var command = new java.util.ArrayList<>(List.of("gcc", "-o", out.toString(), file.toString()));
        command.addAll(List.of(options));
        var gcc = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, gcc.waitFor());
        return out;
    }

    private Map<String, Path> libraries(Path program) {
        return SharedLibraries.of(program, temp.resolve("conf.d"));
    }

    @Test
    void aStaticProgramNeedsNone() throws Exception {
        assertEquals(Map.of(), libraries(compiled("static", "int main(void) { return 0; }", "-static")));
    }

    @Test
    void loaderLibrariesAndTheirsAreFound() throws Exception {
        Files.createDirectories(temp.resolve("own"));
        var inner = compiled(
                "own/libinner.so", "int inner(void) { return 1; }", "-shared", "-fPIC", "-Wl,-soname,libinner.so");
        Files.createDirectories(temp.resolve("conf.d"));
        Files.writeString(temp.resolve("conf.d/own.conf"), "# ours\n" + temp.resolve("own") + "\n");
        var outer = compiled(
                "libouter.so",
                "int inner(void); int outer(void) { return inner(); }",
                "-shared",
                "-fPIC",
                inner.toString(),
                "-Wl,-soname,libouter.so");
        var program = compiled(
                "program",
                "int outer(void); int main(void) { return outer(); }",
                "-L" + temp,
                "-l:libouter.so",
                "-Wl,-rpath,$ORIGIN",
                "-Wl,-rpath-link," + temp.resolve("own"));
        var found = libraries(program);
        assertEquals(Path.of(LOADER), found.get(LOADER));
        assertEquals(outer, found.get("/lib/libouter.so"));
        assertTrue(Files.isRegularFile(found.get("/lib/libc.so.6")), found.toString());
        assertEquals(4, found.size(), found.toString());
        assertEquals(inner, found.get("/lib/libinner.so"));
    }

    @Test
    void aMissingLibraryIsNamedBeforeAnythingStarts() throws Exception {
        var library =
                compiled("libgone.so", "int gone(void) { return 1; }", "-shared", "-fPIC", "-Wl,-soname,libgone.so");
        var program = compiled("lost", "int gone(void); int main(void) { return gone(); }", library.toString());
        Files.delete(library);
        var problem =
                assertThrows(DiverException.class, () -> libraries(program)).problem();
        assertEquals(Problem.Kind.MISSING_TOOL, problem.kind());
        assertTrue(problem.what().contains("libgone.so"), problem.text());
    }

    @Test
    void aBrokenFileEndsInAnAnswerOrAClearError() throws Exception {
        var whole = Files.readAllBytes(Path.of("/bin/true"));
        var random = new Random(5);
        for (var round = 0; round < 1000; round++) {
            var bytes = whole.clone();
            for (var change = 0; change < 8; change++) {
                bytes[random.nextInt(round % 2 == 0 ? 1024 : bytes.length)] = (byte) random.nextInt();
            }
            readBroken(Files.write(temp.resolve("broken"), bytes));
        }
    }

    private void readBroken(Path file) throws IOException {
        try {
            libraries(file);
        } catch (DiverException e) {
            assertTrue(!e.problem().remedy().isEmpty(), e.problem().text());
        }
    }
}
