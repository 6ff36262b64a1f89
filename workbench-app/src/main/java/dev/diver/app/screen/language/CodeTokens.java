package dev.diver.app.screen.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * What the names of one file are, as its server told last: from the second time on it is asked only for what is different.
 * Thread-safe.
 */
public final class CodeTokens {
    /** Line, character, length, kind and modifiers, the first two counted from the token before. */
    private static final int NUMBERS = 5;

    private String result;
    private List<Integer> numbers = List.of();

    /** What a token is, where that is worth a colour; named as in the protocol. */
    public enum Kind {
        FUNCTION("function"),
        PARAMETER("parameter"),
        FIELD("property"),
        TYPE("type"),
        STRUCT("class"),
        ENUM("enum"),
        CONSTANT("enumMember"),
        MACRO("macro"),
        /** What the preprocessor leaves out; clangd has no other word for it. */
        INACTIVE("comment");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static List<String> names() {
            return java.util.Arrays.stream(values()).map(kind -> kind.word).toList();
        }

        private static Optional<Kind> of(int number, List<String> types) {
            return java.util.Arrays.stream(values())
                    .filter(kind -> number >= 0
                            && number < types.size()
                            && types.get(number).equals(kind.word))
                    .findFirst();
        }
    }

    /** A name in the text. */
    public record Token(TextPlace at, int length, Kind kind) {}

    synchronized CompletableFuture<Either<SemanticTokens, SemanticTokensDelta>> ask(
            TextDocumentService server, TextDocumentIdentifier file) {
        return result == null
                ? server.semanticTokensFull(new SemanticTokensParams(file)).thenApply(Either::forLeft)
                : server.semanticTokensFullDelta(new SemanticTokensDeltaParams(file, result));
    }

    /** @param types the server's words for kinds, by their numbers */
    synchronized List<Token> read(Either<SemanticTokens, SemanticTokensDelta> said, List<String> types) {
        if (said == null || said.get() == null) {
            result = null;
            return List.of();
        }
        if (said.isLeft()) {
            result = said.getLeft().getResultId();
            numbers = List.copyOf(said.getLeft().getData());
        } else {
            result = said.getRight().getResultId();
            numbers = changed(numbers, said.getRight().getEdits());
        }
        return tokens(types);
    }

    /** Edits that lie without the numbers, or over each other, are of other ones: everything is asked for next time. */
    private List<Integer> changed(List<Integer> before, List<SemanticTokensEdit> edits) {
        var sorted = new ArrayList<>(edits == null ? List.<SemanticTokensEdit>of() : edits);
        sorted.sort(Comparator.comparingInt(SemanticTokensEdit::getStart));
        var changed = new ArrayList<Integer>();
        var at = 0;
        for (var edit : sorted) {
            var end = (long) edit.getStart() + edit.getDeleteCount();
            if (edit.getStart() < at || edit.getDeleteCount() < 0 || end > before.size()) {
                result = null;
                return List.of();
            }
            changed.addAll(before.subList(at, edit.getStart()));
            if (edit.getData() != null) {
                changed.addAll(edit.getData());
            }
            at = (int) end;
        }
        changed.addAll(before.subList(at, before.size()));
        return changed;
    }

    private List<Token> tokens(List<String> types) {
        var tokens = new ArrayList<Token>();
        var line = 0;
        var character = 0;
        for (var i = 0; i + NUMBERS <= numbers.size(); i += NUMBERS) {
            var lines = numbers.get(i);
            var characters = numbers.get(i + 1);
            var length = numbers.get(i + 2);
            character = lines == 0 ? character + characters : characters;
            line += lines;
            if (lines < 0 || line < 0 || character < 0 || length <= 0) {
                return List.of();
            }
            var place = new TextPlace(line, character);
            Kind.of(numbers.get(i + 3), types).ifPresent(kind -> tokens.add(new Token(place, length, kind)));
        }
        return tokens;
    }
}
