package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.CodeTokens.Token;
import java.util.List;
import java.util.Optional;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** Colours the names of an editor's text by what clangd says that they are, over the colours of its language. */
final class CodeColours {
    private static final int PAUSE_MS = 300;

    private final Editor editor;
    private final CodeServer server;
    private final Delay asking = new Delay(PAUSE_MS, this::ask);
    private TokenLines tokens = TokenLines.of(List.of());
    private boolean asked;
    /** How often the text has changed, to know whether an answer is of what stands there now. */
    private long changes;

    CodeColours(Editor editor, CodeServer server) {
        this.editor = editor;
        this.server = server;
        editor.area().area().plainTextChanges().subscribe(this::changed);
        editor.area().names(line -> tokens.at(line));
        editor.onClosed(asking::stop);
    }

    /** Asks again soon: the text was read, or is another one. */
    void again() {
        asking.again();
    }

    private void changed(PlainTextChange change) {
        changes++;
        var at = editor.area().area().offsetToPosition(change.getPosition(), Bias.Forward);
        tokens.changed(at.getMajor(), at.getMinor(), change.getRemoved(), change.getInserted());
        again();
    }

    private void ask() {
        if (asked) {
            again();
            return;
        }
        asked = true;
        var mine = changes;
        server.tokens(editor.file(), said -> answered(mine, said));
    }

    private void answered(long mine, Optional<List<Token>> said) {
        asked = false;
        if (said.isPresent() && mine == changes) {
            show(said.get());
        } else if (!server.answers(editor.file())) {
            show(List.of());
        }
    }

    private void show(List<Token> said) {
        tokens = TokenLines.of(said);
        editor.area().names(line -> tokens.at(line));
    }
}
