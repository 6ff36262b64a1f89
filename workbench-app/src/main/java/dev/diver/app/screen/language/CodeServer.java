package dev.diver.app.screen.language;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.language.LanguageServer;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * What knows the C sources of one net. It begins when the first file is opened, is started again when it dies, and
 * answers nothing where there is none. Used on the screen's thread only, and answers there; nothing here waits.
 */
public final class CodeServer {
    private static final int MOST_DEATHS = 3;
    private static final long FORGIVEN_NS = TimeUnit.MINUTES.toNanos(10);

    private final Tasks tasks;
    private final Path directory;
    private final Callable<LanguageServer> start;
    private final CodeListener listener;
    private final Map<Path, OpenText> open = new LinkedHashMap<>();
    private final Deque<Long> deaths = new ArrayDeque<>();
    private Connection connection;
    private State state = State.IDLE;

    private enum State {
        IDLE,
        RUNNING,
        UNAVAILABLE,
        CLOSED
    }

    private static final class OpenText {
        private final TextSource source;
        private int version = 1;
        private CodeTokens tokens = new CodeTokens();

        OpenText(TextSource source) {
            this.source = source;
        }
    }

    /**
     * @param directory the net's
     * @param start starts a server; called in the background
     */
    public CodeServer(Tasks tasks, Path directory, Callable<LanguageServer> start, CodeListener listener) {
        this.tasks = tasks;
        this.directory = directory;
        this.start = start;
        this.listener = listener;
    }

    /** A file is in an editor from now on. */
    public void open(Path file, TextSource source) {
        open.put(file, new OpenText(source));
        if (state == State.UNAVAILABLE) {
            tryAgain();
        } else if (state == State.IDLE) {
            connect();
        } else if (state == State.RUNNING) {
            tellOpen(file);
        }
    }

    /** Tries once more where there was none, for when its cause may be gone. */
    public void tryAgain() {
        if (state == State.UNAVAILABLE) {
            deaths.clear();
            state = State.IDLE;
            if (!open.isEmpty()) {
                connect();
            }
        }
    }

    private void connect() {
        state = State.RUNNING;
        var made = new Connection[1];
        made[0] = new Connection(
                directory,
                start,
                (said, paths) -> tasks.onScreen(() -> told(made[0], said, paths)),
                why -> tasks.onScreen(() -> ended(made[0], why)));
        connection = made[0];
        open.keySet().forEach(this::tellOpen);
    }

    private void tellOpen(Path file) {
        var opened = open.get(file);
        opened.version = 1;
        opened.tokens = new CodeTokens();
        var text = opened.source.now();
        connection.tell((server, paths) -> server.didOpen(
                new DidOpenTextDocumentParams(new TextDocumentItem(paths.uri(file), "c", 1, text.get()))));
    }

    /** A file's text has changed, in the order of the changes. */
    public void changed(Path file, TextChange change) {
        var opened = open.get(file);
        if (opened == null || state != State.RUNNING) {
            return;
        }
        var version = ++opened.version;
        connection.tell((server, paths) -> server.didChange(new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(paths.uri(file), version),
                List.of(new TextDocumentContentChangeEvent(Conversion.range(change.range()), change.text())))));
    }

    /** A file is in no editor any more. */
    public void close(Path file) {
        if (open.remove(file) != null && state == State.RUNNING) {
            connection.tell(
                    (server, paths) -> server.didClose(new DidCloseTextDocumentParams(identifier(file, paths))));
            listener.problems(file, List.of());
        }
    }

    /** Ends the server for good. */
    public void close() {
        state = State.CLOSED;
        if (connection != null) {
            connection.close();
        }
        open.clear();
    }

    private void told(Connection from, PublishDiagnosticsParams said, Paths paths) {
        if (from == connection && state == State.RUNNING) {
            paths.file(said.getUri())
                    .filter(open::containsKey)
                    .ifPresent(file -> listener.problems(
                            file,
                            said.getDiagnostics().stream()
                                    .map(Conversion::problem)
                                    .toList()));
        }
    }

    private void ended(Connection from, Throwable why) {
        if (from != connection || state != State.RUNNING) {
            return;
        }
        from.close();
        open.keySet().forEach(file -> listener.problems(file, List.of()));
        if (why instanceof DiverException) {
            state = State.UNAVAILABLE;
            listener.unavailable(Failure.of(why));
            return;
        }
        var now = System.nanoTime();
        deaths.addLast(now);
        deaths.removeIf(death -> now - death > FORGIVEN_NS);
        if (deaths.size() <= MOST_DEATHS) {
            connect();
        } else {
            state = State.UNAVAILABLE;
            listener.unavailable(new Failure(
                    new Problem(
                            Problem.Kind.FAILED,
                            "clangd ended " + deaths.size() + " times and is not started again.",
                            "The last time: " + why.getMessage() + ".",
                            "Open a file of the net again to try once more; editing goes on without it."),
                    ""));
        }
    }

    /** Whether there is one, as far as is known. */
    public boolean answers(Path file) {
        return state == State.RUNNING && open.containsKey(file);
    }

    public void proposals(Path file, TextPlace place, Consumer<List<Proposal>> answer) {
        ask(
                (server, paths) ->
                        server.completion(new CompletionParams(identifier(file, paths), Conversion.position(place))),
                (said, paths) -> Conversion.proposals(said),
                List.of(),
                answer);
    }

    /**
     * Where a name is defined or, where that is not known, declared; the first one is the best.
     *
     * @param refused is told why there is no answer, in words; so everywhere here
     */
    public void definition(Path file, TextPlace place, Consumer<List<TextPiece>> answer, Consumer<String> refused) {
        ask(
                (server, paths) ->
                        server.definition(new DefinitionParams(identifier(file, paths), Conversion.position(place))),
                (said, paths) -> said == null || said.isRight() ? List.of() : Conversion.pieces(said.getLeft(), paths),
                answer,
                refused);
    }

    public void references(Path file, TextPlace place, Consumer<List<TextPiece>> answer, Consumer<String> refused) {
        ask(
                (server, paths) -> server.references(new ReferenceParams(
                        identifier(file, paths), Conversion.position(place), new ReferenceContext(true))),
                Conversion::pieces,
                answer,
                refused);
    }

    /** The call that is being written there; empty where none is. */
    public void signature(Path file, TextPlace place, Consumer<Optional<Signature>> answer) {
        ask(
                (server, paths) -> server.signatureHelp(
                        new SignatureHelpParams(identifier(file, paths), Conversion.position(place))),
                (said, paths) -> Signature.of(said),
                Optional.empty(),
                answer);
    }

    /** What the names of a file are, in their order; empty where that is not known. One question of a file at a time. */
    public void tokens(Path file, Consumer<Optional<List<CodeTokens.Token>>> answer) {
        var opened = open.get(file);
        if (opened == null || state != State.RUNNING) {
            answer.accept(Optional.empty());
            return;
        }
        var asked = connection;
        ask(
                (server, paths) -> opened.tokens.ask(server, identifier(file, paths)),
                (said, paths) -> Optional.of(opened.tokens.read(said, asked.tokenTypes())),
                Optional.empty(),
                answer);
    }

    /** What is known of a name, as plain text; empty where nothing is. */
    public void hover(Path file, TextPlace place, Consumer<String> answer) {
        ask(
                (server, paths) -> server.hover(new HoverParams(identifier(file, paths), Conversion.position(place))),
                (said, paths) -> Conversion.text(said),
                "",
                answer);
    }

    public void symbols(Path file, Consumer<List<CodeSymbol>> answer) {
        ask(
                (server, paths) -> server.documentSymbol(new DocumentSymbolParams(identifier(file, paths))),
                (said, paths) -> Conversion.symbols(said),
                List.of(),
                answer);
    }

    /** @param answer what has to be changed; nothing is changed by asking */
    public void format(
            Path file, int tabSize, boolean spaces, Consumer<List<TextChange>> answer, Consumer<String> refused) {
        ask(
                (server, paths) -> server.formatting(
                        new DocumentFormattingParams(identifier(file, paths), new FormattingOptions(tabSize, spaces))),
                (said, paths) -> Conversion.changes(said),
                answer,
                refused);
    }

    /**
     * @param answer what has to be changed in which files; nothing is changed by asking
     * @param refused is told why the name cannot be changed
     */
    public void rename(
            Path file,
            TextPlace place,
            String name,
            Consumer<Map<Path, List<TextChange>>> answer,
            Consumer<String> refused) {
        ask(
                (server, paths) ->
                        server.rename(new RenameParams(identifier(file, paths), Conversion.position(place), name)),
                Conversion::changes,
                answer,
                refused);
    }

    /** Of what is not asked by a person, who would want to know why there is no answer. */
    private <T, R> void ask(
            BiFunction<TextDocumentService, Paths, CompletableFuture<T>> question,
            BiFunction<T, Paths, R> conversion,
            R nothing,
            Consumer<R> answer) {
        ask(question, conversion, answer, refused -> answer.accept(nothing));
    }

    private <T, R> void ask(
            BiFunction<TextDocumentService, Paths, CompletableFuture<T>> question,
            BiFunction<T, Paths, R> conversion,
            Consumer<R> answer,
            Consumer<String> refused) {
        if (state != State.RUNNING) {
            refused.accept("clangd is not running.");
            return;
        }
        connection
                .ask(question, conversion)
                .whenComplete((converted, failure) -> tasks.onScreen(() -> {
                    if (failure == null) {
                        answer.accept(converted);
                    } else {
                        refused.accept(Refusal.of(failure));
                    }
                }));
    }

    private static TextDocumentIdentifier identifier(Path file, Paths paths) {
        return new TextDocumentIdentifier(paths.uri(file));
    }
}
