package dev.diver.app.screen.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.language.LanguageServer;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that fail, in every way but a good one. */
@Timeout(300)
class CodeServerTest {
    private final Path file = Path.of("/net/src/main.c");

    /** Says what it was given, and then as much as was asked of it; ends when that is over. */
    private static final class Bad implements LanguageServer {
        private final InputStream output;
        private final PipedOutputStream input = new PipedOutputStream();

        Bad(String says) throws IOException {
            output = new java.io.ByteArrayInputStream(says.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            new PipedInputStream(input, 1 << 20);
        }

        @Override
        public Path root() {
            return Path.of("/net");
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public OutputStream input() {
            return input;
        }

        @Override
        public void close() {}
    }

    private Failure failure(Callable<LanguageServer> start) throws Exception {
        var failed = new CompletableFuture<Failure>();
        var answered = new CompletableFuture<List<Proposal>>();
        try (var screen = Executors.newSingleThreadExecutor();
                var background = Executors.newCachedThreadPool()) {
            var tasks = new Tasks(background, screen);
            var server = new CodeServer(tasks, Path.of("/net"), start, new CodeListener() {
                @Override
                public void problems(Path told, List<CodeProblem> problems) {}

                @Override
                public void unavailable(Failure failure) {
                    failed.complete(failure);
                }
            });
            screen.submit(() -> {
                        server.open(file, () -> () -> "int main");
                        server.proposals(file, new TextPlace(0, 3), answered::complete);
                    })
                    .get();
            var failure = failed.get(30, TimeUnit.SECONDS);
            assertEquals(List.of(), answered.get(30, TimeUnit.SECONDS), "a question is answered all the same");
            screen.submit(() -> server.close()).get();
            return failure;
        }
    }

    @Test
    void oneThatDiesIsStartedAgainAFewTimes() throws Exception {
        var starts = new AtomicInteger();
        var failure = failure(() -> {
            starts.incrementAndGet();
            return new Bad("");
        });
        assertEquals(4, starts.get());
        assertTrue(
                failure.problem().what().contains("4 times"), failure.problem().what());
    }

    @Test
    void oneThatTalksNonsenseIsOneThatDies() throws Exception {
        var failure = failure(() -> new Bad("Content-Length: 5\r\n\r\n[[[[[Content-Length: 2\r\n\r\n{}"));
        assertEquals(Problem.Kind.FAILED, failure.problem().kind());
    }

    @Test
    void oneThatIsNotThereIsNotStartedAgain() throws Exception {
        var starts = new AtomicInteger();
        var failure = failure(() -> {
            starts.incrementAndGet();
            throw new DiverException(Problem.Kind.MISSING_TOOL, "clangd is missing.", "", "");
        });
        assertEquals(1, starts.get());
        assertEquals(Problem.Kind.MISSING_TOOL, failure.problem().kind());
    }
}
