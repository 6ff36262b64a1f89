package dev.diver.app.screen.language;

import dev.diver.core.language.LanguageServer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * A server from its start to its end. All that it is told goes through one thread in the order that it was said in, as
 * writing to a server that is busy blocks. Thread-safe.
 */
final class Connection {
    private static final long HANDSHAKE_SECONDS = 30;
    private static final long ANSWER_SECONDS = 20;
    private static final ThreadFactory DAEMONS =
            Thread.ofPlatform().daemon().name("language-", 0).factory();

    /** It would write each damaged message of a server to the terminal; that logging must be held to stay off. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private final Path directory;
    private final BiConsumer<PublishDiagnosticsParams, Paths> problems;
    private final Consumer<Throwable> ended;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(DAEMONS);
    /** Questions that are not answered yet; guarded by this. */
    private final Set<CompletableFuture<?>> pending = new HashSet<>();

    /** What the kinds of tokens are called, in the order of their numbers; empty where the server knows none. */
    private volatile List<String> tokenTypes = List.of();

    /** Of {@link #sender}'s thread; null before the handshake, and where it failed. */
    private Remote remote;

    private LanguageServer server;
    private boolean closed;
    private boolean over;

    /** The other side. */
    private record Remote(TextDocumentService texts, Paths paths) {}

    /**
     * @param directory the net's, as the window has it
     * @param start starts the server, on a thread that may wait
     * @param problems is told what the server says of files, on a thread of ours
     * @param ended is told once that there is no server (any more), and why, on a thread of ours
     */
    Connection(
            Path directory,
            Callable<LanguageServer> start,
            BiConsumer<PublishDiagnosticsParams, Paths> problems,
            Consumer<Throwable> ended) {
        LIBRARY.setLevel(Level.OFF);
        this.directory = directory;
        this.problems = problems;
        this.ended = ended;
        sender.execute(() -> begin(start));
    }

    private void begin(Callable<LanguageServer> start) {
        try {
            var started = start.call();
            if (!keep(started)) {
                return;
            }
            var paths = new Paths(directory, started.root());
            var readers = Executors.newThreadPerTaskExecutor(DAEMONS);
            var launcher = LSPLauncher.createClientLauncher(
                    new Client(said -> problems.accept(said, paths)),
                    started.output(),
                    started.input(),
                    readers,
                    messages -> messages);
            var parameters = new InitializeParams();
            parameters.setCapabilities(Capabilities.ofEditor());
            var proxy = launcher.getRemoteProxy();
            var listening = launcher.startListening();
            var greeting = proxy.initialize(parameters);
            readers.execute(() -> {
                var why = waitFor(listening);
                end();
                greeting.cancel(false);
                failPending();
                if (!isClosed()) {
                    ended.accept(why);
                }
            });
            tokenTypes = tokenTypes(greeting.get(HANDSHAKE_SECONDS, TimeUnit.SECONDS));
            proxy.initialized(new InitializedParams());
            remote = new Remote(proxy.getTextDocumentService(), paths);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // What listens to the server learns that it is gone, and tells.
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } catch (Exception e) {
            ended.accept(e);
        }
    }

    private static Throwable waitFor(java.util.concurrent.Future<Void> listening) {
        try {
            listening.get();
            return new java.io.EOFException("it ended");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    /** Tells something that has no answer. */
    void tell(BiConsumer<TextDocumentService, Paths> message) {
        submit(() -> {
            if (remote != null) {
                message.accept(remote.texts(), remote.paths());
            }
        });
    }

    /** Asks something; the answer comes on a thread of ours, and fails where the server ends or takes too long. */
    <T, R> CompletableFuture<R> ask(
            BiFunction<TextDocumentService, Paths, CompletableFuture<T>> question, BiFunction<T, Paths, R> conversion) {
        var answer = new CompletableFuture<R>();
        synchronized (this) {
            if (closed || over) {
                answer.completeExceptionally(new java.io.EOFException("it ended"));
                return answer;
            }
            pending.add(answer);
        }
        answer.whenComplete((converted, failure) -> answered(answer));
        submit(() -> {
            if (remote == null) {
                answer.cancel(false);
                return;
            }
            var paths = remote.paths();
            try {
                question.apply(remote.texts(), paths)
                        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .thenApply(said -> conversion.apply(said, paths))
                        .whenComplete((converted, failure) -> {
                            if (failure == null) {
                                answer.complete(converted);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        });
            } catch (RuntimeException notWritten) {
                answer.completeExceptionally(notWritten);
            }
        });
        return answer;
    }

    private synchronized void answered(CompletableFuture<?> answer) {
        pending.remove(answer);
    }

    /** Nobody will answer what is asked still; without this it would be found out by the clock. */
    private void failPending() {
        List<CompletableFuture<?>> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(pending);
        }
        left.forEach(answer -> answer.completeExceptionally(new java.io.EOFException("it ended")));
    }

    /** See {@link CodeTokens}. */
    List<String> tokenTypes() {
        return tokenTypes;
    }

    private static List<String> tokenTypes(InitializeResult greeting) {
        var offered = greeting.getCapabilities() == null
                ? null
                : greeting.getCapabilities().getSemanticTokensProvider();
        return offered == null || offered.getLegend() == null
                ? List.of()
                : List.copyOf(offered.getLegend().getTokenTypes());
    }

    private void submit(Runnable work) {
        try {
            sender.execute(work);
        } catch (RejectedExecutionException closedMeanwhile) {
            // There is nobody to tell it to any more.
        }
    }

    private synchronized boolean keep(LanguageServer started) {
        if (closed) {
            started.close();
            return false;
        }
        server = started;
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void end() {
        if (server != null) {
            server.close();
        }
    }

    /** Ends the server at once; nothing is told of it any more. */
    void close() {
        synchronized (this) {
            closed = true;
            sender.shutdown();
            end();
        }
        failPending();
    }
}
