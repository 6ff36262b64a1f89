package dev.diver.app.screen.language;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;

/** Why a server did not do what it was asked, in words. */
final class Refusal {
    private static final int LONGEST = 300;

    private Refusal() {}

    static String of(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "clangd did not answer in time.";
        }
        if (cause instanceof ResponseErrorException refused) {
            var message = String.valueOf(refused.getResponseError().getMessage());
            return message.length() > LONGEST ? message.substring(0, LONGEST) + "\u2026" : message;
        }
        // Its output ended, or nothing can be written to it: whichever is noticed first.
        return cause instanceof CancellationException
                ? "clangd is not running."
                : "clangd ended before it answered; ask again in a moment.";
    }
}
