package dev.diver.console.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(400)
class LiveSearchTest {

    private final Terminal terminal = new Terminal(20, 5, 100_000, reply -> {});
    private AtomicReference<Hits> told = new AtomicReference<>(Hits.NONE);
    private LiveSearch search;

    @AfterEach
    void close() {
        if (search != null) {
            search.close();
        }
    }

    private void say(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        terminal.write(bytes, 0, bytes.length);
    }

    private void find(String text, boolean expression, boolean matchCase) {
        // Of its own: the search before may still be telling.
        told = new AtomicReference<>(Hits.NONE);
        search = LiveSearch.start(terminal, new Query(text, expression, matchCase), told::set);
    }

    private Hits await(Predicate<Hits> condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.test(told.get())) {
            assertTrue(System.nanoTime() < end, () -> "waited too long: " + told.get());
            Thread.sleep(2);
        }
        return told.get();
    }

    private List<String> texts(Hits hits) {
        return hits.places().stream().map(terminal::text).toList();
    }

    @Test
    void findsAllFromTheOldestToTheNewest() throws InterruptedException {
        say("irq 1\nIRQ 22\nnothing\nirq 333\n");
        find("irq \\d+", true, false);
        assertEquals(List.of("irq 1", "IRQ 22", "irq 333"), texts(await(Hits::complete)));
        search.close();
        find("irq", false, true);
        assertEquals(2, await(Hits::complete).count());
    }

    @Test
    void findsAcrossWrappedLinesAndBesideWideCharacters() throws InterruptedException {
        say("0123456789012345 needle in two\n漢字 needle\n");
        find("needle", false, true);
        List<TextRange> places = await(Hits::complete).places();
        assertEquals(List.of("needle", "needle"), texts(told.get()));
        assertEquals(
                1, places.getFirst().end().line() - places.getFirst().start().line());
        assertEquals(5, places.getLast().start().column());
    }

    @Test
    void goesOnWithWhatComes() throws InterruptedException {
        say("one\n");
        find("one|two", true, true);
        await(hits -> hits.complete() && hits.count() == 1);
        say("two\nthree\n".repeat(3000) + "tw");
        await(hits -> hits.count() == 3001);
        say("o");
        assertEquals("two", texts(await(hits -> hits.count() == 3002)).getLast());
        terminal.resize(7, 5);
        await(hits -> hits.generation() == terminal.lines(0, 1).generation() && hits.count() == 3002);
        assertEquals("one", texts(told.get()).getFirst());
    }

    @Test
    void manyHitsAreBounded() throws InterruptedException {
        say("aaaaaaaaaaaaaaa\n".repeat(9000));
        find("a", false, true);
        Hits hits = await(Hits::complete);
        assertTrue(hits.full());
        assertEquals(LiveSearch.MOST_HITS, hits.count());
    }

    @Test
    void anExpressionThatTakesForEverIsGivenUp() throws InterruptedException {
        say("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxy\n");
        find("(x+x+)+y|(q)\\2", true, true);
        Hits hits = await(Hits::complete);
        assertEquals(List.of("xxy"), texts(hits));
        assertEquals(1, hits.givenUp());
    }

    @Test
    void anExpressionThatNestsWithoutEndIsGivenUp() throws InterruptedException {
        say("ab".repeat(40_000) + "\n");
        find("(a|b)*c", true, true);
        assertTrue(await(Hits::complete).givenUp() > 0);
    }

    @Test
    void whatIsNoExpressionIsSaid() {
        assertEquals("", new Query("(", false, true).problem());
        assertTrue(new Query("(", true, true).problem().contains("Unclosed group"));
        assertFalse(new Query("(".repeat(5000), true, true).problem().isEmpty());
        assertFalse(new Query("x".repeat(20_000), true, true).problem().isEmpty());
    }
}
