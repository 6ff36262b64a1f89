package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.highlight.LineStates;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;

/**
 * A file's text with all that takes time to make of it, made in the background: a text of 5 MB has some 100 000 lines.
 *
 * @param text as the file holds it
 * @param cut whether lines are cut in the document, as they are too long to be shown
 */
record LoadedText(
        Path file,
        Language language,
        String text,
        boolean cut,
        ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> document,
        LineStates states) {

    /** Reads the file. Blocks: not for the screen's thread. */
    static LoadedText of(Path file) {
        return of(file, TextFile.read(file));
    }

    static LoadedText of(Path file, String text) {
        var language = Language.of(file.getFileName().toString());
        var whole = TextFile.lines(text);
        var lines = LongLines.cut(whole);
        // Both read all of the text, and neither needs the other.
        var states = CompletableFuture.supplyAsync(() -> LineStates.of(language.lexer(), lines));
        var document = DocumentMaker.of(language, lines);
        return new LoadedText(file, language, text, LongLines.in(whole), document, states.join());
    }
}
