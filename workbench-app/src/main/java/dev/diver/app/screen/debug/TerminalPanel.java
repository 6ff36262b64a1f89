package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** The debugger's own terminal, of one session. */
final class TerminalPanel extends FixedDocument {
    private final ConsoleFrame view;
    private final StackPane content;

    /** @param alone whether no other session has one */
    TerminalPanel(Ongoing session, boolean alone, Function<Console, ConsoleFrame> consoleViews) {
        super("debug-terminal:" + session.subject().net(), title(session, alone), MaterialDesignB.BUG_OUTLINE);
        view = consoleViews.apply(session.session().terminal());
        view.setName(title(session, alone));
        view.main().setId(alone ? "gdb" : "gdb-" + session.subject().name());
        content = new StackPane(view);
    }

    private static String title(Ongoing session, boolean alone) {
        return alone ? "gdb" : "gdb " + Words.shortened(session.subject().name(), 16);
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM_RIGHT;
    }

    @Override
    public List<Action> actions() {
        return view.actions();
    }

    @Override
    public void focus() {
        view.requestFocus();
    }

    /** Control with a letter is for who types: Ctrl+C interrupts, Ctrl+R searches in what was typed before. */
    @Override
    public boolean takes(KeyEvent key) {
        return ConsoleFrame.isGuests(key) && view.isTypedInto();
    }

    @Override
    public void closed() {
        view.close();
    }
}
