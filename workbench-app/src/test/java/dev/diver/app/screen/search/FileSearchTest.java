package dev.diver.app.screen.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSearchTest {
    @TempDir
    Path net;

    @BeforeEach
    void write() throws IOException {
        put("src/main.c", "int count;\nint Counter(int count);\n");
        put("src/other.h", "extern int count; // count\r\n");
        put("build/main.i", "int count;\n");
        put(".git/config", "count\n");
        Files.write(net.resolve("program"), new byte[] {'c', 'o', 'u', 'n', 't', 0});
        Files.write(net.resolve("latin"), new byte[] {'c', 'o', 'u', 'n', 't', (byte) 0xe4});
    }

    private void put(String name, String text) throws IOException {
        var file = net.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> find(SearchQuery query) {
        var found = new ArrayList<String>();
        new FileSearch(query, file -> Optional.empty())
                .run(
                        List.of(net),
                        new Cancellation(),
                        hits -> hits.forEach(hit -> found.add(
                                net.relativize(hit.file()) + ":" + hit.line() + ":" + hit.from() + "-" + hit.to())));
        return found;
    }

    @Test
    void findsTextInFilesOfText() {
        assertEquals(
                List.of(
                        "src/main.c:0:4-9",
                        "src/main.c:1:4-9",
                        "src/main.c:1:16-21",
                        "src/other.h:0:11-16",
                        "src/other.h:0:21-26"),
                find(new SearchQuery("count", false, false, false, "")));
        assertEquals(
                List.of("src/main.c:0:4-9", "src/main.c:1:16-21"),
                find(new SearchQuery("count", false, false, true, "*.c")));
        assertEquals(List.of("src/main.c:1:4-9"), find(new SearchQuery("Count", false, true, false, "")));
        assertEquals(List.of("src/other.h:0:18-26"), find(new SearchQuery("// \\w+$", true, false, false, "src/*.h")));
        assertEquals(List.of(), find(new SearchQuery("a.*b", false, false, false, "")));
    }

    @Test
    void whatIsBeingWrittenIsSearchedAsItStands() {
        var hits = new ArrayList<Hit>();
        var unsaved = Optional.of("nothing\ncount here\n");
        new FileSearch(new SearchQuery("count", false, false, false, "main.c"), file -> unsaved)
                .run(List.of(net), new Cancellation(), hits::addAll);
        assertEquals(1, hits.size());
        assertEquals("count here", hits.getFirst().text());
    }

    @Test
    void aFloodIsCutAndACancelledSearchEnds() throws IOException {
        put("many.txt", "x\n".repeat(20_000));
        var query = new SearchQuery("x", false, false, false, "many.txt");
        var summary = new FileSearch(query, file -> Optional.empty()).run(List.of(net), new Cancellation(), hits -> {});
        assertEquals(10_000, summary.hits());
        assertFalse(summary.complete());
        var cancelled = new Cancellation();
        cancelled.cancel();
        var thrown = assertThrows(
                DiverException.class,
                () -> new FileSearch(query, file -> Optional.empty()).run(List.of(net), cancelled, hits -> {}));
        assertEquals(Problem.Kind.CANCELLED, thrown.problem().kind());
    }

    /** With a group that is named again the JDK's matcher remembers nothing, and tries 2 to the 40th ways. */
    @Test
    void anExpressionWithoutEndIsGivenUp() {
        var pattern = new SearchQuery("((a+)+\\2?)+c", true, false, false, "").pattern();
        var text = Patience.with("a".repeat(40) + "b", System.nanoTime() + 50_000_000L, new Cancellation());
        var thrown =
                assertThrows(DiverException.class, () -> pattern.matcher(text).find());
        assertTrue(thrown.problem().what().contains("too long"));
    }

    @Test
    void mistakesAreToldAsSuch() {
        var expression = assertThrows(DiverException.class, () -> find(new SearchQuery("(", true, false, false, "")));
        assertEquals(Problem.Kind.INVALID, expression.problem().kind());
        var files = assertThrows(DiverException.class, () -> find(new SearchQuery("a", false, false, false, "[")));
        assertEquals(Problem.Kind.INVALID, files.problem().kind());
    }
}
