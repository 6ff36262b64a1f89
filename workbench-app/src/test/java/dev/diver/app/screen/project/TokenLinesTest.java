package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.app.screen.language.CodeTokens.Kind;
import dev.diver.app.screen.language.CodeTokens.Token;
import dev.diver.app.screen.language.TextPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of {@code int MACRO = field;} in line 1, with another name in line 3. */
class TokenLinesTest {
    private final TokenLines lines = TokenLines.of(List.of(
            new Token(new TextPlace(1, 4), 5, Kind.MACRO),
            new Token(new TextPlace(1, 12), 5, Kind.FIELD),
            new Token(new TextPlace(3, 0), 2, Kind.STRUCT)));

    private static LineStyles.Piece macro(int from, int to) {
        return new LineStyles.Piece(from, to, "code-macro");
    }

    private static LineStyles.Piece field(int from, int to) {
        return new LineStyles.Piece(from, to, "code-field");
    }

    @Test
    void coloursMoveWithTheirWords() {
        lines.changed(1, 11, "", "(");
        assertEquals(List.of(macro(4, 9), field(13, 18)), lines.at(1));
        lines.changed(1, 0, "int ", "");
        assertEquals(List.of(macro(0, 5), field(9, 14)), lines.at(1));
    }

    @Test
    void aNameThatGrowsKeepsItsColourAndOneThatIsCutLosesIt() {
        lines.changed(1, 9, "", "S");
        assertEquals(List.of(macro(4, 10), field(13, 18)), lines.at(1));
        lines.changed(1, 5, "A", "");
        assertEquals(List.of(field(12, 17)), lines.at(1));
    }

    @Test
    void linesComeAndGo() {
        lines.changed(1, 10, "", "\n\t");
        assertEquals(List.of(macro(4, 9)), lines.at(1));
        assertEquals(List.of(field(3, 8)), lines.at(2));
        assertEquals(1, lines.at(4).size());
        lines.changed(1, 10, "\n\t", "");
        assertEquals(List.of(macro(4, 9), field(12, 17)), lines.at(1));
        lines.changed(0, 0, "\n\n\n", "");
        assertEquals(List.of(new LineStyles.Piece(0, 2, "code-type")), lines.at(0));
        lines.changed(7, 0, "", "x");
        assertEquals(List.of(), lines.at(7));
    }
}
