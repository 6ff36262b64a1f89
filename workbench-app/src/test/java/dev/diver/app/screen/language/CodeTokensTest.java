package dev.diver.app.screen.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.app.screen.language.CodeTokens.Kind;
import dev.diver.app.screen.language.CodeTokens.Token;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.junit.jupiter.api.Test;

class CodeTokensTest {
    private static final List<String> TYPES = List.of("macro", "variable", "property");
    private final CodeTokens tokens = new CodeTokens();

    private List<Token> full(Integer... numbers) {
        return tokens.read(Either.forLeft(new SemanticTokens("1", List.of(numbers))), TYPES);
    }

    private List<Token> changed(SemanticTokensEdit... edits) {
        return tokens.read(Either.forRight(new SemanticTokensDelta(List.of(edits), "2")), TYPES);
    }

    private static Token token(int line, int character, int length, Kind kind) {
        return new Token(new TextPlace(line, character), length, kind);
    }

    @Test
    void placesCountFromTheTokenBefore() {
        assertEquals(
                List.of(token(2, 4, 3, Kind.MACRO), token(2, 9, 1, Kind.FIELD), token(3, 1, 2, Kind.MACRO)),
                full(2, 4, 3, 0, 0, 0, 5, 1, 2, 7, 1, 1, 2, 0, 0),
                "");
        assertEquals(
                List.of(token(0, 3, 1, Kind.MACRO)), full(0, 1, 1, 1, 0, 0, 2, 1, 0, 0), "a variable has no colour");
        assertEquals(List.of(), full(0, 1, 1, 17, 0), "a kind that the server did not name");
    }

    @Test
    void onlyWhatIsDifferentIsSaid() {
        full(2, 4, 3, 0, 0, 0, 5, 1, 2, 0);
        assertEquals(
                List.of(token(1, 4, 3, Kind.MACRO), token(4, 1, 1, Kind.FIELD)),
                changed(new SemanticTokensEdit(5, 2, List.of(3, 1)), new SemanticTokensEdit(0, 1, List.of(1))));
    }

    @Test
    void nonsenseIsNoToken() {
        full(2, 4, 3, 0, 0);
        assertEquals(List.of(), changed(new SemanticTokensEdit(4, 20, List.of())));
        assertEquals(List.of(), full(-1, 4, 3, 0, 0));
        assertEquals(List.of(), full(1, 4, 0, 0, 0));
        assertEquals(List.of(), full(1, 4));
    }
}
