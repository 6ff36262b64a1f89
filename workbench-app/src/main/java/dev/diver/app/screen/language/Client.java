package dev.diver.app.screen.language;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** What a server may say unasked. Only what it finds wrong is listened to; nothing that it says opens or changes anything. */
final class Client implements LanguageClient {
    private final Consumer<PublishDiagnosticsParams> problems;

    Client(Consumer<PublishDiagnosticsParams> problems) {
        this.problems = problems;
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams said) {
        problems.accept(said);
    }

    @Override
    public void telemetryEvent(Object ignored) {}

    @Override
    public void showMessage(MessageParams ignored) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams ignored) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams ignored) {}
}
