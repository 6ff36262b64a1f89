package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.highlight.Language;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.Paragraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedTextTest {
    private static LoadedText of(String text) {
        return LoadedText.of(Path.of("/net/main.c"), text);
    }

    private static List<Collection<String>> styles(Paragraph<?, String, Collection<String>> line) {
        return line.getStyleSpans().styleStream().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "int a;", "int a;\n", "\nint a;\n\nint b;", "a\r\nb\rc\n"})
    void theDocumentHasTheText(String text) {
        var document = of(text).document();
        assertEquals(TextFile.lines(text), document.getText());
        assertEquals(TextFile.lines(text).split("\n", -1).length, document.getParagraphCount());
        assertEquals(TextFile.lines(text).length(), document.length());
    }

    @Test
    void onlyWhatIsSeenFirstIsColoured() {
        var document = of("/* a\n b */ return 1;\n" + "return 2;\n".repeat(500)).document();
        assertEquals(List.of(List.of("comment")), styles(document.getParagraph(0)));
        assertTrue(styles(document.getParagraph(1)).contains(List.of("keyword")));
        assertTrue(styles(document.getParagraph(90)).contains(List.of("keyword")));
        assertEquals(List.of(List.of()), styles(document.getParagraph(400)));
    }

    @Test
    void stylesLieOverEachOther() {
        var over = List.of(new LineStyles.Piece(0, 9, "mark-error"), new LineStyles.Piece(7, 99, "bracket"));
        var spans = LineStyles.of(Language.C, "return (1", 0, over);
        assertEquals(9, spans.length());
        assertEquals(
                List.of(
                        List.of("keyword", "mark-error"),
                        List.of("mark-error"),
                        List.of("mark-error", "bracket"),
                        List.of("number", "mark-error", "bracket")),
                spans.styleStream().map(List::copyOf).toList());
        assertEquals(0, LineStyles.of(Language.C, "", 0, over).length());
    }

    @Test
    void linesThatNoScreenCanShowAreCut() {
        var most = "x".repeat(LongLines.MOST);
        var whole = of(most + "\n" + most + "\n");
        assertFalse(whole.cut());
        assertEquals(most + "\n" + most + "\n", whole.document().getText());

        var cut = of(most + "yyy\nshort\n" + most + "y");
        assertTrue(cut.cut());
        assertEquals(
                most + " \u2026 3 more characters\nshort\n" + most + " \u2026 1 more character",
                cut.document().getText());
        assertEquals(most + "yyy\nshort\n" + most + "y", cut.text(), "what the file holds is known all the same");
    }
}
