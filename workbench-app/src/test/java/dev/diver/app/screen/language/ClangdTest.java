package dev.diver.app.screen.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.app.screen.language.CodeTokens.Kind;
import dev.diver.app.screen.language.CodeTokens.Token;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real clangd in its sandbox, without a window. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ClangdTest {
    private static final String TEXT = """
            #include "add.h"
            #define TWICE(x) ((x) * 2)
            struct point { int across; };

            int sum(struct point at)
            {
            \treturn add(at.across, TWICE(3));
            }

            int main(void)
            {
            \treturn add(1,\s
            """;

    private final ExecutorService screen = Executors.newSingleThreadExecutor();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final CompletableFuture<Failure> unavailable = new CompletableFuture<>();
    private Path root;
    private Path file;
    private CodeServer server;

    @BeforeEach
    void start() throws Exception {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv").toRealPath();
        var net = FakeEngine.project(root.resolve("net"), "net");
        file = net.resolve("src/main.c");
        Files.writeString(net.resolve("src/add.h"), "/** Adds. */\nint add(int first, int second);\n");
        Files.writeString(file, TEXT);
        var home = DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
        Engine engine = EngineFactory.create(home, System.getenv("PATH"));
        engine.nets().trust(net);
        server = new CodeServer(
                new Tasks(background, screen),
                net,
                () -> engine.languages().start(engine.nets().open(net)),
                new CodeListener() {
                    @Override
                    public void problems(Path told, List<CodeProblem> problems) {}

                    @Override
                    public void unavailable(Failure failure) {
                        unavailable.complete(failure);
                    }
                });
        onScreen(() -> server.open(file, () -> () -> TEXT));
    }

    @AfterEach
    void end() throws Exception {
        onScreen(server::close);
        while (clangd().isPresent()) {
            Thread.sleep(20);
        }
        screen.shutdown();
        background.shutdown();
        Folders.delete(root);
    }

    private void onScreen(Runnable work) throws Exception {
        screen.submit(work).get();
    }

    /** Asks until there is an answer: reading a file for the first time may take longer than a question is waited for. */
    private <T> T answer(Consumer<Consumer<Optional<T>>> question) throws Exception {
        while (true) {
            var answered = new CompletableFuture<Optional<T>>();
            onScreen(() -> question.accept(answered::complete));
            var answer = answered.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            Thread.sleep(20);
        }
    }

    private Optional<ProcessHandle> clangd() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/clangd")
                        && process.info().commandLine().orElse("").contains(root.toString()))
                .findFirst();
    }

    private ProcessHandle another(Set<Long> known) throws InterruptedException {
        while (true) {
            var found = clangd().filter(process -> !known.contains(process.pid()));
            if (found.isPresent()) {
                known.add(found.get().pid());
                return found.get();
            }
            Thread.sleep(20);
        }
    }

    @Test
    void tellsTheCallThatIsBeingWritten() throws Exception {
        var signature = this.<Signature>answer(asker -> server.signature(file, new TextPlace(11, 14), asker));
        assertEquals("add(int first, int second) -> int", signature.label());
        assertEquals("int second", signature.label().substring(signature.from(), signature.to()));
        assertTrue(signature.documentation().contains("Adds."), signature.documentation());
        var elsewhere = new CompletableFuture<Optional<Signature>>();
        onScreen(() -> server.signature(file, new TextPlace(4, 0), elsewhere::complete));
        assertEquals(Optional.empty(), elsewhere.get());
    }

    @Test
    void tellsWhatNamesAreAndThenOnlyWhatIsDifferent() throws Exception {
        var before = this.<List<Token>>answer(asker -> server.tokens(file, asker));
        assertEquals(Set.of(Kind.MACRO), kinds(before, "TWICE", TEXT));
        assertEquals(Set.of(Kind.FIELD), kinds(before, "across", TEXT));
        assertEquals(Set.of(Kind.FUNCTION), kinds(before, "add", TEXT));
        assertEquals(Set.of(Kind.PARAMETER), kinds(before, "at", TEXT));

        var place = new TextPlace(3, 0);
        onScreen(() -> server.changed(file, new TextChange(new TextRange(place, place), "\n\n")));
        var after = this.<List<Token>>answer(asker -> server.tokens(file, asker));
        assertEquals(
                before.stream()
                        .map(token -> token.at().line() < 3
                                ? token
                                : new Token(
                                        new TextPlace(
                                                token.at().line() + 2,
                                                token.at().character()),
                                        token.length(),
                                        token.kind()))
                        .toList(),
                after);
    }

    private static Set<Kind> kinds(List<Token> tokens, String name, String text) {
        var lines = text.lines().toList();
        return tokens.stream()
                .filter(token ->
                        lines.get(token.at().line()).startsWith(name, token.at().character())
                                && token.length() == name.length())
                .map(Token::kind)
                .collect(Collectors.toSet());
    }

    @Test
    void aQuestionEndsWithTheProcessThatWasAsked() throws Exception {
        var known = new HashSet<Long>();
        this.<List<Token>>answer(asker -> server.tokens(file, asker));
        for (var death = 1; death <= 4; death++) {
            var process = another(known);
            if (death == 1) {
                signal("STOP", process);
                var refused = new CompletableFuture<String>();
                onScreen(() -> server.definition(
                        file, new TextPlace(6, 9), found -> refused.complete("answered"), refused::complete));
                signal("KILL", process);
                assertEquals("clangd ended before it answered; ask again in a moment.", refused.get());
                assertEquals(
                        Set.of(Kind.MACRO),
                        kinds(this.<List<Token>>answer(asker -> server.tokens(file, asker)), "TWICE", TEXT),
                        "it was started again, and told of the file");
            } else {
                signal("KILL", process);
            }
        }
        assertTrue(unavailable.get().problem().what().contains("4 times"));
        var refused = new CompletableFuture<String>();
        onScreen(() -> server.definition(file, new TextPlace(6, 9), found -> {}, refused::complete));
        assertEquals("clangd is not running.", refused.get());
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }
}
